using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The administrator's page of people: invitations, and the way of the list of keys to the root and back.</summary>
internal sealed class PeoplePage(OfficerPage administrator, Texts texts)
{
    private IPage Page => administrator.Page;

    /// <summary>Goes to the page, and waits for it to be drawn anew where it was shown already.</summary>
    public async Task OpenAsync()
    {
        await Page.EvaluateAsync("() => document.querySelector('#people-list')?.setAttribute('data-before', '')");
        await administrator.GoToAsync("nav.people");
        await Page.Locator("#people-list:not([data-before])").WaitForAsync();
    }

    /// <summary>Invites somebody and returns the one-time code.</summary>
    public async Task<string> InviteAsync(string account, int role, string display)
    {
        await Page.Locator("#invite-account").FillAsync(account);
        await Page.Locator("#invite-role").SelectOptionAsync($"{role}");
        await Page.Locator("#invite-display").FillAsync(display);
        await Page.Locator("#invite-mail").FillAsync($"{account}@zone.example");
        await Page.Locator("#invite-form-go").ClickAsync();
        await Assertions.Expect(Page.Locator("#invite-code li")).ToHaveCountAsync(7);
        var code = string.Join(' ', await Page.Locator("#invite-code li").AllInnerTextsAsync());
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["people.code-noted"] }).ClickAsync();
        await Page.Locator($"[data-account='{account}']").WaitForAsync();
        return code;
    }

    public async Task DeactivateAsync(string account, string display)
    {
        var person = Page.Locator($"[data-account='{account}']");
        await person.GetByRole(AriaRole.Button, new() { Name = texts.Of("people.deactivate", ("name", display)), Exact = true }).ClickAsync();
        await person.GetByRole(AriaRole.Button, new() { Name = texts["people.deactivate-yes"] }).ClickAsync();
        await administrator.SeesAsync(texts.Of("people.deactivated", ("name", display)));
    }

    /// <summary>Downloads the request for the next list of keys into a folder.</summary>
    public async Task<string> RequestListAsync(string folder)
    {
        await OpenAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Locator(".request-download").ClickAsync());
        var file = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(file);
        return file;
    }

    public async Task PublishListAsync(string file)
    {
        await Page.Locator("#directory-file").SetInputFilesAsync(file);
        await Assertions.Expect(Page.Locator("#directory-text")).Not.ToHaveValueAsync("");
        await Page.Locator("#directory-form-go").ClickAsync();
        await administrator.SeesAsync(texts["next.published"]);
    }

    /// <summary>The fingerprint on the poster, with the dashes that people read as gaps.</summary>
    public async Task<string> PosterAsync()
    {
        await OpenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["poster.show"] }).ClickAsync();
        await Assertions.Expect(Page.Locator("svg.qr")).ToBeVisibleAsync();
        return string.Join('-', await Page.Locator("#poster-fingerprint span").AllInnerTextsAsync());
    }
}

/// <summary>Somebody who was invited makes an account in a browser of their own.</summary>
internal static class EnrolPage
{
    /// <summary>Returns the passphrase, and the characters that an officer reads to the holders of the root.</summary>
    public static async Task<(string Passphrase, string ReadAloud)> EnrolAsync(Browser browser, Uri casework, string code, string fingerprint)
    {
        var page = await browser.OpenAsync(new Uri(casework, "/nl"));
        await page.Locator(".have-invitation").ClickAsync();
        await page.Locator("input#enrol-code").FillAsync(code);
        await page.Locator("#enrol-code-form-go").ClickAsync();
        await Assertions.Expect(page.Locator("#enrol-root")).ToHaveTextAsync(fingerprint);
        await page.Locator("#enrol-root-same").CheckAsync();
        var passphrase = await NewPassphrase.TypeBackAsync(page, "enrol-passphrase");
        await page.Locator("#enrol-form-go").ClickAsync();
        var readAloud = await page.Locator("#officer-fingerprint code").InnerTextAsync();
        await page.Context.CloseAsync();
        return (passphrase, readAloud);
    }
}
