using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>Reporting by plain forms: sealed to those whom the reporter saw, as a browser with script would, and marked as what it is.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class FormReportTests(SharedIntake intake)
{
    private const string Story = "Eerste regel\nmet \"haken\" <b>en</b> & 'tekens'\n\nΩ 日本 👮";

    [Fact]
    public async Task A_report_opens_for_its_readers_and_says_under_its_signature_that_the_server_sealed_it()
    {
        var browser = Browser();
        var code = await browser.ReportAsync(Story, ("staff", "yes"));
        Assert.Equal("Uw melding is ontvangen", browser.Title);

        var report = await StoredAsync(code, intake.Process.Organisation.Deputy);
        Assert.Equal(ObjectModes.SealedByServer | ObjectModes.ScriptlessLoginAllowed, report.Header.Mode);
        Assert.Equal([.. Default().Order(), Id16.Ones], report.Header.Recipients.Select(recipient => recipient.Who).Order());
        var content = Open(report, intake.Process.Organisation.Deputy);
        Assert.Equal(Story, Words(content, 1));
        Assert.Equal("yes", Words(content, 6));
        Assert.Equal("nl", content.Locale);
    }

    [Fact]
    public async Task Whoever_is_ticked_gets_nothing_and_recovery_can_be_refused()
    {
        var browser = Browser();
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write", ("involved", intake.Process.Organisation.Deputy.Id.ToString()), ("invited", intake.Process.Organisation.Confidant.Id.ToString()));
        await browser.PressAsync("check", ("story", Story));
        Assert.Contains("Niet voor", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("code", ("recovery", "no"));
        var code = browser.Hidden("code");
        await browser.PressAsync("send", ("group", Group(browser, code)));

        var report = await StoredAsync(code, intake.Process.Organisation.Responsible);
        Assert.Equal(
            new[] { intake.Process.Organisation.Responsible.Id, intake.Process.Organisation.Confidant.Id }.Order(),
            report.Header.Recipients.Select(recipient => recipient.Who).Order());
        Assert.Equal([intake.Process.Organisation.Deputy.Id], Open(report, intake.Process.Organisation.Responsible).Excluded);
    }

    [Fact]
    public async Task Where_nobody_is_left_who_may_decide_nothing_is_written_and_Comite_P_is_named()
    {
        var browser = Browser();
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write", [.. Default().Select(id => ("involved", id.ToString()))]);

        Assert.Equal("Drie dingen vooraf", browser.Title);
        Assert.Contains("Er blijft niemand over die mag beslissen", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_where_something_must_be_mended()
    {
        var browser = Browser();
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write");
        await browser.PressAsync("check", ("story", "  \n"), ("who", "Iemand < Niemand"));
        Assert.Equal("Vertel wat er gebeurd is", browser.Title);
        Assert.Equal("Iemand < Niemand", browser.Hidden("who"));

        await browser.PressAsync("check", ("story", Story));
        await browser.PressAsync("code");
        await browser.PressAsync("send", ("group", "ZZZZ"));
        Assert.Equal("Bewaar eerst uw code", browser.Title);
        Assert.Equal(Story, browser.Hidden("story").ReplaceLineEndings("\n"));
        Assert.Contains("Dit is niet groep", browser.Text, StringComparison.Ordinal);

        var code = browser.Hidden("code");
        await browser.PressAsync("check");
        await browser.PressAsync("write");
        await browser.PressAsync("check");
        await browser.PressAsync("code");
        Assert.Equal(code, browser.Hidden("code"));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_no_second_report()
    {
        var browser = Browser();
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write");
        await browser.PressAsync("check", ("story", Story));
        await browser.PressAsync("code");
        var sent = browser.Filled("send", ("group", Group(browser, browser.Hidden("code"))));
        await browser.SendAsync(sent);
        Assert.Equal("Uw melding is ontvangen", browser.Title);

        await browser.SendAsync(sent);
        Assert.Contains("Onder deze code is al iets ontvangen", browser.Text, StringComparison.Ordinal);
        Assert.Contains("E-23", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_by_the_quick_exit_is_not_shown_again_by_going_back()
    {
        var browser = Browser();
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write");
        var form = browser.Filled("check", ("story", Story));
        await browser.SendAsync(form);
        Assert.Equal("Kijk na wat u verstuurt", browser.Title);
        await browser.ShowAsync(new HttpRequestMessage(HttpMethod.Get, $"/form/exit/{browser.Hidden("draft")}"));

        await browser.SendAsync(form);
        Assert.Equal("Meld veilig wat niet klopt", browser.Title);
        Assert.DoesNotContain("Eerste regel", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_beyond_the_limit_is_kept_and_said()
    {
        var browser = Browser();
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write");
        await browser.PressAsync("check", ("story", new string('a', (64 * 1024) + 1)));

        Assert.Contains("te lang om in één keer te sluiten", browser.Text, StringComparison.Ordinal);
        Assert.Equal((64 * 1024) + 1, browser.Hidden("story").Length);
    }

    private FormBrowser Browser() => new(intake.Client, intake.Process.Origin);

    private Id16[] Default() => [intake.Process.Organisation.Responsible.Id, intake.Process.Organisation.Deputy.Id];

    private static string Group(FormBrowser browser, string code) => code.Split('-')[browser.Hidden("asked")[0] - '0'];

    /// <summary>Kind 1 of this code as an officer gets it.</summary>
    private async Task<ObjectEntry> StoredAsync(string typed, SampleOfficer officer)
    {
        using var code = ((CodeReading.Complete)CodeReader.Read(typed)).Code;
        using var keys = code.DeriveKeys(intake.Process.Organisation.Directory.OrganisationId);
        await using var casework = await intake.Process.OpenMailboxAsync();
        var found = await casework.FindMailboxAsync(keys.Lookup, IntakeProcess.Cancel);
        var entries = await casework.ReadForAsync(found!.Value.ReportId, officer.Id, IntakeProcess.Cancel);
        return entries!.Single(entry => entry.Header.Kind == ObjectKind.Report && entry.SignedHeader.VerifySignature(keys.Auth.PublicKey.Span));
    }

    private static OpenedContent.Report Open(ObjectEntry entry, SampleOfficer officer) =>
        (OpenedContent.Report)SampleOpening.Open(entry, officer)!;

    private static string Words(OpenedContent.Report report, ushort question) => report.Answers.Single(answer => answer.Question == question).Text.ToPublicString();
}
