using System.Net;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>Coming back with a code: the visit, its cookie and its end, messages, and whom this path refuses.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class FormMailboxTests(SharedIntake intake)
{
    [Fact]
    public async Task The_code_opens_its_mailbox_and_a_message_goes_to_its_readers_once()
    {
        var browser = Browser();
        var code = await browser.ReportAsync("Iets dat niet klopt.");
        await OpenAsync(browser, code);
        Assert.Equal("Uw melding", browser.Title);

        var answer = browser.Filled("answer", ("answer", "Nog iets:\nde datum."), ("act", "2"));
        await browser.SendAsync(answer);
        Assert.Contains("Uw antwoord is ontvangen op 2 maart 2026", browser.Text, StringComparison.Ordinal);
        Assert.Equal("", browser.Hidden("answer"));

        await browser.SendAsync(answer);
        Assert.Contains("Uw antwoord is nog niet bevestigd", browser.Text, StringComparison.Ordinal);
        Assert.Equal("Nog iets:\nde datum.", browser.Hidden("answer").ReplaceLineEndings("\n"));

        var message = Assert.Single(await StoredAsync(code), entry => entry.Header.Kind == ObjectKind.ReporterMessage);
        Assert.Equal(ObjectModes.SealedByServer, message.Header.Mode);
        var content = (OpenedContent.ReporterMessage)SampleOpening.Open(message, intake.Process.Organisation.Deputy)!;
        Assert.Equal((ReporterAct.Meeting, "Nog iets:\nde datum."), (content.Act, content.Text.ToPublicString()));
    }

    [Fact]
    public async Task Whose_visit_is_over_is_asked_for_the_code_again_and_keeps_what_was_written()
    {
        var browser = Browser();
        var code = await browser.ReportAsync("Iets dat niet klopt.");
        await OpenAsync(browser, code);
        Assert.StartsWith("__Host-integrity-visit=", browser.Cookie, StringComparison.Ordinal);
        var set = browser.Answer.Headers.GetValues("Set-Cookie").Single();
        Assert.EndsWith("; Path=/; Secure; HttpOnly; SameSite=Strict", set, StringComparison.Ordinal);
        var (cookie, answer) = (browser.Cookie, browser.Filled("answer", ("answer", "Te laat getypt.")));

        browser.Cookie = null;
        await browser.SendAsync(answer);
        Assert.Equal("Lees uw antwoord", browser.Title);
        Assert.Equal("Te laat getypt.", browser.Hidden("answer"));

        await browser.PressAsync("answer", ("code", code));
        Assert.Contains("Uw antwoord is ontvangen", browser.Text, StringComparison.Ordinal);
        Assert.NotEqual(cookie, browser.Cookie);
    }

    [Fact]
    public async Task Who_closes_is_forgotten_and_going_back_shows_the_first_page()
    {
        var browser = Browser();
        await OpenAsync(browser, await browser.ReportAsync("Iets dat niet klopt."));
        var (cookie, answer) = (browser.Cookie, browser.Filled("answer", ("answer", "Al gesloten.")));
        await browser.PressAsync("close");
        Assert.Equal("Alles is gewist", browser.Title);
        Assert.Contains("\"cookies\"", browser.Answer.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);

        browser.Cookie = cookie;
        await browser.SendAsync(answer);
        Assert.Equal("Meld veilig wat niet klopt", browser.Title);
        await browser.SendAsync([("step", "read")]);
        Assert.Contains("Typ uw code nog eens", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quick_exit_ends_the_visit()
    {
        var browser = Browser();
        await OpenAsync(browser, await browser.ReportAsync("Iets dat niet klopt."));
        var cookie = browser.Cookie;
        await browser.ShowAsync(new HttpRequestMessage(HttpMethod.Get, $"/form/exit/{browser.Hidden("draft")}"));
        Assert.Equal((HttpStatusCode.SeeOther, "https://www.meteo.be/"), (browser.Answer.StatusCode, browser.Answer.Headers.Location!.ToString()));

        browser.Cookie = cookie;
        await browser.SendAsync([("step", "read")]);
        Assert.Contains("Typ uw code nog eens", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_16_by_forms_an_unknown_code_is_answered_with_the_status_headers_and_length_of_a_known_one()
    {
        var browser = Browser();
        await OpenAsync(browser, await browser.ReportAsync("Iets dat niet klopt."));
        var known = browser.Answer;
        var length = known.Content.Headers.ContentLength;
        using var unknown = ReferenceCode.Create(SystemEntropy.Instance);
        var text = new char[ReferenceCode.TextLength];
        unknown.Format(text);

        await OpenAsync(browser, new string(text));

        Assert.Contains("Deze code kennen we niet", browser.Text, StringComparison.Ordinal);
        Assert.Equal(known.StatusCode, browser.Answer.StatusCode);
        Assert.Equal(length, browser.Answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("", "Typ uw code")]
    [InlineData("07XY", "De code is nog niet volledig")]
    [InlineData("07XY-W7KP-BC34-9B55-939A-M7TK-GVGU", "een teken in dat in geen enkele code voorkomt")]
    [InlineData("07XY-W7KP-BC34-9B55-939A-M7TK-GVGC", "Als er maar één teken fout is")]
    public async Task A_mistyped_code_is_kept_and_said(string typed, string words)
    {
        var browser = Browser();
        await OpenAsync(browser, typed);
        Assert.Contains(typed.Length == 0 ? "Typ uw code nog eens" : words, browser.Text, StringComparison.Ordinal);
        Assert.Equal(typed, browser.Hidden("code"));
    }

    [Fact]
    public async Task A_code_that_was_made_with_script_is_not_opened_here()
    {
        using var code = ReferenceCode.Create(SystemEntropy.Instance);
        Assert.Equal(PutCode.Accepted, (await intake.PutAsync(await SealWithScriptAsync(code))).Code);
        var text = new char[ReferenceCode.TextLength];
        code.Format(text);
        var browser = Browser();
        await OpenAsync(browser, new string(text));

        Assert.Equal("Deze code leest u met script", browser.Title);
        Assert.Null(browser.Cookie);
    }

    /// <summary>As a browser with script seals: without any mode.</summary>
    private async Task<byte[]> SealWithScriptAsync(ReferenceCode code)
    {
        var document = await intake.Client.GetByteArrayAsync(new Uri("/d", UriKind.Relative), IntakeProcess.Cancel);
        var verdict = DirectoryVerification.Verify(document, new DirectoryExpectation { DeviceDay = new CivilDay(IntakeProcess.Today) });
        var directory = Assert.IsType<DirectoryVerdict.Accepted>(verdict).InUse;
        using var keys = code.DeriveKeys(directory.Directory.OrganisationId);
        var request = new ReportRequest
        {
            Recipients = [intake.Process.Organisation.Deputy.Id],
            Answers = [new Answer(1, Utf8Text.From("Met script.")), new Answer(6, Utf8Text.From("unsaid"))],
            Locale = "nl",
        };
        return ReportSealing.SealReport(request, directory, keys, SystemEntropy.Instance, out _)!;
    }

    private FormBrowser Browser() => new(intake.Client, intake.Process.Origin);

    private static async Task OpenAsync(FormBrowser browser, string code)
    {
        await browser.OpenAsync();
        await browser.PressAsync("open");
        await browser.PressAsync("read", ("code", code));
    }

    private async Task<IReadOnlyList<ObjectEntry>> StoredAsync(string typed)
    {
        using var code = ((CodeReading.Complete)CodeReader.Read(typed)).Code;
        using var keys = code.DeriveKeys(intake.Process.Organisation.Directory.OrganisationId);
        await using var casework = await intake.Process.OpenMailboxAsync();
        var found = await casework.FindMailboxAsync(keys.Lookup, IntakeProcess.Cancel);
        return (await casework.ReadForAsync(found!.Value.ReportId, intake.Process.Organisation.Deputy.Id, IntakeProcess.Cancel))!;
    }
}
