using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Shows what belongs to an account (sessions, days away, a new passphrase), how a colleague is let into a case, and the list of error numbers. A case must be there.</summary>
internal sealed class WalkAccount(ChannelUnderTest channel, Browser browser, Looking looking, Func<string, IPage, Task> visit)
{
    private const string Reason = "Neemt het dossier over tijdens mijn verlof.";

    private readonly Texts _texts = Texts.Officer(looking.Language);

    public async Task AllAsync()
    {
        await LetInAsync();
        await AwayAsync();
        await NumbersAsync();
        await PassphraseAsync();
    }

    /// <summary>The responsible lets the confidant in, who then finds the case.</summary>
    private async Task LetInAsync()
    {
        var (page, officer) = await SignInAsync("verantwoordelijke");
        await officer.OpenFirstCaseAsync();
        await officer.OpenDialogAsync("action.grant");
        await visit("officer-grant", page);
        await page.Locator("#grant-reason").FillAsync(Reason);
        await officer.SealAsync();
        await officer.SeesAsync(_texts["grant.sure-head"]);
        await officer.SealAsync();
        await officer.SeesAsync(_texts["grant.sent"]);
        await visit("officer-case-granted", page);
        await page.Context.CloseAsync();

        var (theirs, newcomer) = await SignInAsync("vertrouwenspersoon");
        await newcomer.OpenFirstCaseAsync();
        await newcomer.SeesAsync(Reason);
        await visit("officer-newcomer", theirs);
        await theirs.Context.CloseAsync();
    }

    /// <summary>Days away show in the account, in the case of a colleague and, where nobody is left, as a warning.</summary>
    private async Task AwayAsync()
    {
        foreach (var name in (string[])["verantwoordelijke", "plaatsvervanger", "vertrouwenspersoon"])
        {
            var (page, officer) = await SignInAsync(name);
            await AccountAsync(page);
            await page.Locator("#away-from").FillAsync("2026-11-20");
            await page.Locator("#away-to").FillAsync("2027-06-30");
            await page.GetByRole(AriaRole.Button, new() { Name = _texts["account.away"], Exact = true }).ClickAsync();
            await officer.SeesAsync(_texts["account.away-said"]);
            await page.Context.CloseAsync();
        }

        var (list, reader) = await SignInAsync("plaatsvervanger");
        await reader.SeesAsync(_texts["cover.head"]);
        await visit("officer-list-nobody-in", list);
        await reader.OpenFirstCaseAsync();
        await visit("officer-case-nobody-in", list);
        await list.Context.CloseAsync();
    }

    private async Task NumbersAsync()
    {
        var (page, administrator) = await SignInAsync("beheerder");
        await administrator.SeesAsync(_texts["mail.test"]);
        await visit("administration-gap", page);
        await page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = _texts["nav.errors"] }).ClickAsync();
        await administrator.SeesAsync(_texts["errors.lead"]);
        await visit("error-numbers", page);
        await page.Context.CloseAsync();
    }

    private async Task PassphraseAsync()
    {
        var (page, officer) = await SignInAsync("plaatsvervanger");
        await AccountAsync(page);
        await visit("officer-account", page);
        await page.Locator("#old").FillAsync(channel.Passphrases()["plaatsvervanger"]);
        await page.GetByRole(AriaRole.Button, new() { Name = _texts["passphrase.make"] }).ClickAsync();
        var words = await page.Locator(".passphrase").InnerTextAsync();
        await visit("officer-passphrase", page);
        await page.Locator("#new").FillAsync(words);
        await page.Locator("#new").PressAsync("Enter");
        await officer.SeesAsync(_texts["passphrase.changed"]);
        await officer.SignOutAsync();
        await page.Locator("#name").WaitForAsync();
        await officer.SignInAsync("plaatsvervanger", words);
        await page.Context.CloseAsync();
    }

    private async Task AccountAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = _texts["nav.account"] }).ClickAsync();
        await page.Locator("#sessions").WaitForAsync();
    }

    private async Task<(IPage Page, OfficerPage Officer)> SignInAsync(string name)
    {
        var address = new Uri(channel.Casework, $"/{looking.Language}");
        var page = await browser.OpenAsync(address, looking.Language, looking.Width, looking.Width < 500 ? 740 : 900, looking.Scheme);
        var officer = new OfficerPage(page, _texts);
        await officer.SignInAsync(name, channel.Passphrases()[name]);
        return (page, officer);
    }
}
