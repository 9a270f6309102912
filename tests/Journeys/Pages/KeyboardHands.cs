using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Uses a page with the keyboard alone: no pointer, no focus set by a script.</summary>
internal sealed class KeyboardHands(IPage page) : IHands
{
    private const int MostTabs = 80;

    private const string FocusedName = """
        () => {
          const at = document.activeElement;
          const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
          return (label ?? '').trim().replace(/\s+/g, ' ');
        }
        """;

    /// <summary>Presses Tab until the focus stands on something whose name begins with these words.</summary>
    public async Task TabToAsync(string words)
    {
        for (var presses = 0; presses < MostTabs; presses++)
        {
            if ((await page.EvaluateAsync<string>(FocusedName)).StartsWith(words, StringComparison.Ordinal))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"\"{words}\" cannot be reached with Tab.");
    }

    public async Task PressAsync(string words)
    {
        await TabToAsync(words);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task TypeIntoAsync(string label, string text)
    {
        await TabToAsync(label);
        await TypeAsync(text);
    }

    public Task TypeAsync(string text) => page.Keyboard.InsertTextAsync(text);

    public Task KeyAsync(string key) => page.Keyboard.PressAsync(key);

    /// <summary>What stood in the field is replaced.</summary>
    public async Task TypeIntoFieldAsync(string selector, string text)
    {
        await TabOntoAsync(selector);
        await KeyAsync("ControlOrMeta+a");
        await TypeAsync(text);
    }

    public async Task PressOnAsync(string selector)
    {
        await TabOntoAsync(selector);
        await KeyAsync("Enter");
    }

    public async Task TickAsync(string selector)
    {
        await TabOntoAsync(selector);
        await KeyAsync("Space");
        await Assertions.Expect(page.Locator(selector)).ToBeCheckedAsync();
    }

    public async Task ChooseAsync(string selector, string value)
    {
        await TabOntoAsync(selector);
        var target = await page.Locator(selector).EvaluateAsync<int>("(at, value) => [...at.options].findIndex((option) => option.value === value)", value);
        var from = await page.Locator(selector).EvaluateAsync<int>("(at) => at.selectedIndex");
        for (var at = from; at != target; at += Math.Sign(target - from))
        {
            await KeyAsync(target > from ? "ArrowDown" : "ArrowUp");
        }

        await Assertions.Expect(page.Locator(selector)).ToHaveValueAsync(value);
    }

    public async Task BringAsync(string id, string file) => await TypeIntoFieldAsync($"#{id}-text", await File.ReadAllTextAsync(file));

    /// <summary>Presses Tab until the focus stands on this element.</summary>
    private async Task TabOntoAsync(string selector)
    {
        await page.Locator(selector).WaitForAsync();
        for (var presses = 0; presses < MostTabs; presses++)
        {
            if (await page.EvaluateAsync<bool>("(selector) => document.activeElement.matches(selector)", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} cannot be reached with Tab.");
    }
}
