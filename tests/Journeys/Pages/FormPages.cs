using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The path without script as its visitor uses it: buttons and fields, found by their labels.</summary>
internal sealed class FormPages(IPage page, Texts texts)
{
    public IPage Page { get; } = page;

    /// <summary>Through the page with script, whose own words lead here where no script runs.</summary>
    public static async Task<FormPages> OpenAsync(Browser browser, Uri intake, bool script = false, string language = "nl")
    {
        var page = await browser.OpenAsync(script ? new Uri(intake, $"/form/{language}") : intake, script: script);
        var pages = new FormPages(page, Texts.Reporter(language));
        if (!script)
        {
            await page.Locator($"p[lang={language}] a[href='/form/{language}']").ClickAsync();
        }

        await pages.HeadingAsync("start.title");
        return pages;
    }

    public async Task HeadingAsync(string key) => await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(texts[key]);

    public async Task PressAsync(string key) => await Page.GetByRole(AriaRole.Button, new() { Name = texts[key], Exact = true }).First.ClickAsync();

    public async Task FillAsync(string field, string words) => await Page.Locator($"#{field}").FillAsync(words);

    public async Task SeesAsync(string words) => await Assertions.Expect(Page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

    /// <summary>From the start page to the page that shows the code; the code.</summary>
    public async Task<string> WriteAsync(string story, Func<string, Task>? look = null)
    {
        await PressAsync("start.door.report");
        await HeadingAsync("before.title");
        await (look?.Invoke("before") ?? Task.CompletedTask);
        await PressAsync("nav.next");
        await HeadingAsync("write.title");
        await FillAsync("story", story);
        await (look?.Invoke("write") ?? Task.CompletedTask);
        await PressAsync("nav.next");
        await HeadingAsync("check.title");
        await SeesAsync(story);
        await (look?.Invoke("check") ?? Task.CompletedTask);
        await PressAsync("check.next");
        await HeadingAsync("code.title");
        await (look?.Invoke("code") ?? Task.CompletedTask);
        return string.Join(' ', await Page.Locator("[data-code] li").AllInnerTextsAsync());
    }

    public async Task SendAsync(string code)
    {
        var asked = int.Parse(await Page.Locator("input[name=asked]").InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await FillAsync("group", code.Split(' ')[asked]);
        await PressAsync("code.send");
        await HeadingAsync("sent.title");
    }

    public async Task OpenMailboxAsync(string code)
    {
        await PressAsync("start.door.code");
        await FillAsync("code", code);
        await PressAsync("open.submit");
        await HeadingAsync("mailbox.title");
    }
}
