using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>How a walk looks at pages: language, width in pixels, light or dark.</summary>
internal sealed record Looking(string Language, int Width, ColorScheme Scheme)
{
    public override string ToString() => $"{Language}-{Width}-{Scheme.ToString().ToLowerInvariant()}";
}

/// <summary>Goes through every page and its main states once, and shows each to a visitor together with its name.</summary>
internal sealed class Walk(ChannelUnderTest channel, Browser browser, Looking looking, Func<string, IPage, Task> visit)
{
    private const string Story = "Sinds september staan er in de garage overuren op papier die niemand heeft gewerkt. De planning zegt iets anders dan de prikklok.";
    private const string Question = "Gaat het over de planning van de hele garage, of alleen over de weekends? U hoeft niet te zeggen hoe u dat weet.";

    private const string FeedbackAction = "We leggen de planning naast de prikklok voor de maanden juli tot oktober.";
    private const string FeedbackGrounds = "De uren op papier en de geregistreerde uren verschillen. Dat moet verklaard worden.";

    private readonly Texts _reporterTexts = Texts.Reporter(looking.Language);
    private readonly Texts _officerTexts = Texts.Officer(looking.Language);

    public async Task AllAsync(CancellationToken ct)
    {
        await GateAndEmptyListAsync();
        await InformationAsync();
        await NobodyLeftAsync();
        await new WalkSealer(channel, browser, looking, visit).AllAsync();
        var code = await ReportAsync();
        await CaseAsync(ct);
        await MailboxAsync(code);
        await new WalkAccount(channel, browser, looking, visit).AllAsync();
        await ClosingAsync(code);
        await AdministrationAsync();
        await new WalkPastDates(channel, browser, looking, visit).AllAsync(ct);
    }

    private async Task InformationAsync()
    {
        foreach (var step in new[] { "how", "rights", "comite", "data", "access" })
        {
            var page = await OpenAsync(channel.Intake);
            await page.Locator("#keys-line code").First.WaitForAsync();
            await page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = _reporterTexts[$"frame.footer.{step}"], Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await visit($"reporter-{step}", page);
            await page.Context.CloseAsync();
        }
    }

    private async Task NobodyLeftAsync()
    {
        var page = await OpenAsync(channel.Intake);
        var reporter = new ReporterPage(page, _reporterTexts);
        await reporter.FingerprintAsync();
        await reporter.BeginReportAsync();
        await reporter.LeaveOutAsync("role.responsible");
        await reporter.LeaveOutAsync("role.deputy");
        await reporter.NextAsync();
        await Assertions.Expect(page.Locator("#nobody")).ToBeFocusedAsync();
        await visit("reporter-nobody", page);
        await page.Context.CloseAsync();
    }

    private async Task<string> ReportAsync()
    {
        var page = await OpenAsync(channel.Intake);
        var reporter = new ReporterPage(page, _reporterTexts);
        await reporter.FingerprintAsync();
        await visit("reporter-start", page);
        await reporter.BeginReportAsync();
        await visit("reporter-before", page);
        await reporter.NextAsync();
        await reporter.NextAsync();
        await visit("reporter-write-error", page);
        await page.Locator("#story").FillAsync(Story);
        await reporter.NextAsync();
        await reporter.HeadingAsync("check.title");
        await visit("reporter-check", page);
        var code = await reporter.NoteCodeAsync();
        await visit("reporter-code", page);
        await reporter.SendAsync();
        await visit("reporter-sent", page);
        await page.Context.CloseAsync();
        return code;
    }

    private async Task MailboxAsync(string code)
    {
        var page = await OpenAsync(channel.Intake);
        var reporter = new ReporterPage(page, _reporterTexts);
        await reporter.TypeCodeAsync($"{code[..^1]}{(code[^1] == '2' ? '3' : '2')}");
        await reporter.SubmitCodeAsync();
        await reporter.SeesAsync(_reporterTexts["open.error.wrong"]);
        await visit("reporter-open-wrong", page);
        await page.Locator("#code").FillAsync(code);
        await reporter.SubmitCodeAsync();
        await reporter.HeadingAsync("mailbox.title");
        await visit("reporter-mailbox", page);
        await page.Context.CloseAsync();
    }

    private async Task GateAndEmptyListAsync()
    {
        var page = await OpenAsync(channel.Casework);
        await page.Locator("#name").WaitForAsync();
        await visit("officer-gate", page);
        var officer = new OfficerPage(page, _officerTexts);
        await officer.SignInAsync("vertrouwenspersoon", channel.Passphrases()["vertrouwenspersoon"]);
        await officer.SeesEmptyListAsync();
        await visit("officer-empty", page);
        await page.Context.CloseAsync();
    }

    private async Task CaseAsync(CancellationToken ct)
    {
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var page = await OpenAsync(channel.Casework);
        var officer = new OfficerPage(page, _officerTexts);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, ct);
        await officer.SeesAsync(Story);
        await visit("officer-case-new", page);
        await officer.OpenDialogAsync("action.acknowledge");
        await visit("officer-acknowledge", page);
        await officer.SealAsync();
        await officer.SeesAsync(_officerTexts["ack.sent"]);
        await officer.ReplyAsync(Question);
        await officer.OpenDialogAsync("action.feedback");
        await officer.SealAsync();
        await officer.SeesAsync(_officerTexts["feedback.no-action"]);
        await visit("officer-feedback-error", page);
        await page.Keyboard.PressAsync("Escape");
        await visit("officer-case", page);
        await officer.OpenDialogAsync("action.note");
        await visit("officer-note", page);
        await page.Keyboard.PressAsync("Escape");
        await officer.BackToListAsync();
        await page.Locator("table.cases").WaitForAsync();
        await visit("officer-list", page);
        await page.GetByText(_officerTexts["lock.now"]).First.ClickAsync();
        await page.Locator("#passphrase").WaitForAsync();
        await visit("officer-locked", page);
        await page.Context.CloseAsync();
    }

    private async Task ClosingAsync(string code)
    {
        var page = await OpenAsync(channel.Casework);
        var officer = new OfficerPage(page, _officerTexts);
        await officer.SignInAsync("verantwoordelijke", channel.Passphrases()["verantwoordelijke"]);
        await officer.OpenFirstCaseAsync();
        await officer.GiveFeedbackAsync(FeedbackAction, FeedbackGrounds);
        await officer.OpenDialogAsync("action.close");
        await visit("officer-closing", page);
        await page.Context.CloseAsync();

        var mailbox = await OpenAsync(channel.Intake);
        var reporter = new ReporterPage(mailbox, _reporterTexts);
        await reporter.OpenMailboxAsync(code);
        await visit("reporter-mailbox-feedback", mailbox);
        await mailbox.Context.CloseAsync();
    }

    private async Task AdministrationAsync()
    {
        var page = await OpenAsync(channel.Casework);
        var administrator = new OfficerPage(page, _officerTexts);
        await administrator.SignInAsync("beheerder", channel.Passphrases()["beheerder"]);
        await administrator.SeesAsync(_officerTexts["mail.test"]);
        await visit("administration", page);
        await page.Context.CloseAsync();
    }

    private Task<IPage> OpenAsync(Uri host) =>
        browser.OpenAsync(new Uri(host, $"/{looking.Language}"), looking.Language, looking.Width, looking.Width < 500 ? 740 : 900, looking.Scheme);
}
