using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>How somebody works a form, whose parts are named by CSS selectors: with a pointer, or with the keyboard alone.</summary>
internal interface IHands
{
    Task TypeIntoFieldAsync(string selector, string text);

    Task PressOnAsync(string selector);

    Task TickAsync(string selector);

    /// <summary>Chooses an option of a select by its value.</summary>
    Task ChooseAsync(string selector, string value);

    /// <summary>Brings a text file to the page: picked, or pasted where a file dialog is out of reach of a test.</summary>
    Task BringAsync(string id, string file);
}

/// <summary>Clicks and fills, as Playwright does.</summary>
internal sealed class PointerHands(IPage page) : IHands
{
    public Task TypeIntoFieldAsync(string selector, string text) => page.Locator(selector).FillAsync(text);

    public Task PressOnAsync(string selector) => page.Locator(selector).ClickAsync();

    public Task TickAsync(string selector) => page.Locator(selector).CheckAsync();

    public Task ChooseAsync(string selector, string value) => page.Locator(selector).SelectOptionAsync(value);

    public async Task BringAsync(string id, string file)
    {
        await page.Locator($"#{id}-file").SetInputFilesAsync(file);
        await Assertions.Expect(page.Locator($"#{id}-text")).Not.ToHaveValueAsync("");
    }
}
