using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The administrator's page of people: invitations, and the way of the list of keys to the root and back.</summary>
internal sealed class PeoplePage(OfficerPage administrator, Texts texts, IHands hands, Func<string, IPage, Task> visit)
{
    private IPage Page => administrator.Page;

    /// <summary>Before anybody was invited, and later with everybody in it.</summary>
    public Task LookAsync(string name) => visit(name, Page);

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
        await hands.TypeIntoFieldAsync("#invite-account", account);
        await hands.ChooseAsync("#invite-role", $"{role}");
        await hands.TypeIntoFieldAsync("#invite-display", display);
        await hands.TypeIntoFieldAsync("#invite-mail", $"{account}@zone.example");
        await hands.PressOnAsync("#invite-form-go");
        await Assertions.Expect(Page.Locator("#invite-code li")).ToHaveCountAsync(7);
        var code = string.Join(' ', await Page.Locator("#invite-code li").AllInnerTextsAsync());
        await visit("people-code", Page);
        await hands.PressOnAsync(".code-sheet .actions .button:last-child");
        await Page.Locator($"[data-account='{account}']").WaitForAsync();
        return code;
    }

    public Task PosterOnPaperAsync(Look look) => look.VisitOnPaperAsync("poster", Page);

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
        var download = await Page.RunAndWaitForDownloadAsync(() => hands.PressOnAsync(".request-download"));
        var file = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(file);
        return file;
    }

    public async Task PublishListAsync(string file)
    {
        await hands.BringAsync("directory", file);
        await hands.PressOnAsync("#directory-form-go");
        await administrator.SeesAsync(texts["next.published"]);
    }

    /// <summary>Brings a list that the host refuses, and sees why.</summary>
    public async Task OfferListAsync(string file, string reason)
    {
        await hands.BringAsync("directory", file);
        await hands.PressOnAsync("#directory-form-go");
        await administrator.SeesAsync(texts["next.refused"]);
        await administrator.SeesAsync(texts[reason]);
    }

    /// <summary>The fingerprint on the poster, with the dashes that people read as gaps.</summary>
    public async Task<string> PosterAsync()
    {
        await OpenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["poster.show"] }).ClickAsync();
        await Assertions.Expect(Page.Locator("svg.qr")).ToBeVisibleAsync();
        await visit("poster", Page);
        return string.Join('-', await Page.Locator("#poster-fingerprint span").AllInnerTextsAsync());
    }
}

/// <summary>Somebody who was invited makes an account in a browser of their own.</summary>
internal static class EnrolPage
{
    /// <summary>Returns the passphrase, and the characters that an officer reads to the holders of the root.</summary>
    public static async Task<(string Passphrase, string ReadAloud)> EnrolAsync(
        Browser browser, Uri casework, string code, string fingerprint, Func<IPage, IHands> handsOn, Func<string, IPage, Task> visit)
    {
        var page = await browser.OpenAsync(new Uri(casework, "/nl"));
        var hands = handsOn(page);
        await hands.PressOnAsync(".have-invitation");
        await hands.TypeIntoFieldAsync("input#enrol-code", code);
        await visit("enrol-code", page);
        await hands.PressOnAsync("#enrol-code-form-go");
        await Assertions.Expect(page.Locator("#enrol-root")).ToHaveTextAsync(fingerprint);
        await hands.TickAsync("#enrol-root-same");
        var passphrase = await NewPassphrase.TypeBackAsync(page, hands, "enrol-passphrase");
        await visit("enrol-person", page);
        await hands.PressOnAsync("#enrol-form-go");
        var readAloud = await page.Locator("#officer-fingerprint code").InnerTextAsync();
        await visit("enrol-done", page);
        await page.Context.CloseAsync();
        return (passphrase, readAloud);
    }
}
