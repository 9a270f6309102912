using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Uses a page with the keyboard alone: no pointer, no focus set by a script.</summary>
internal sealed class KeyboardHands(IPage page)
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
}
