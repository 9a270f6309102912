using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The panel of recoveries, on the administrator's page of people and on everybody else's account page.</summary>
internal sealed class RecoveryPanel(OfficerPage page, Texts texts)
{
    private IPage Page => page.Page;

    private ILocator Panel => Page.Locator("section[aria-labelledby=recovery]");

    public async Task AskAsync(string lost, string newcomer)
    {
        await page.GoToAsync("nav.people");
        await Panel.Locator("#recovery-lost").SelectOptionAsync(new SelectOptionValue { Label = lost });
        await Panel.Locator("#recovery-newcomer").SelectOptionAsync(new SelectOptionValue { Label = newcomer });
        await Panel.Locator("#recovery-ask-go").ClickAsync();
        await page.SeesAsync(texts["recovery.ask-said"]);
    }

    /// <summary>The second person; the page asks once more.</summary>
    /// <param name="look">Runs while the question stands.</param>
    public async Task AgreeAsync(Func<Task> look)
    {
        await page.GoToAsync("nav.account");
        await Panel.GetByRole(AriaRole.Button, new() { Name = texts["recovery.agree"], Exact = true }).ClickAsync();
        await page.SeesAsync(texts["recovery.agree-sure"]);
        await look();
        await Panel.GetByRole(AriaRole.Button, new() { Name = texts["recovery.agree-yes"] }).ClickAsync();
        await page.SeesAsync(texts["recovery.agree-said"]);
    }

    /// <summary>Downloads what goes to the machine without network.</summary>
    public async Task TakeAsync(string file)
    {
        await page.GoToAsync("nav.account");
        await page.GoToAsync("nav.people");
        var download = await Page.RunAndWaitForDownloadAsync(() => Panel.Locator(".recovery-download").ClickAsync());
        await download.SaveAsAsync(file);
    }

    public async Task StoreAsync(string file, string expected)
    {
        await Panel.Locator("#recovery-file").SetInputFilesAsync(file);
        await Panel.Locator("#recovery-form-go").ClickAsync();
        await page.SeesAsync(expected);
    }
}
