using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>Journey A without a pointer.</summary>
public sealed class KeyboardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task The_main_line_can_be_walked_with_the_keyboard_alone()
    {
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();

        var code = await ReportAsync(browser, channel);
        var officer = await AnswerAsOfficerAsync(browser, channel);
        await ReadAndAnswerAsync(browser, channel, code);
        await GiveFeedbackAsync(officer);
        await ReadFeedbackAsync(browser, channel, code);
    }

    private static async Task<string> ReportAsync(Browser browser, ChannelUnderTest channel)
    {
        var texts = Texts.Reporter("nl");
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        var hands = new KeyboardHands(reporter.Page);
        await reporter.FingerprintAsync();
        await hands.PressAsync(texts["start.door.report"]);
        await reporter.HeadingAsync("before.title");
        await hands.PressAsync(texts["nav.next"]);
        await reporter.HeadingAsync("write.title");
        await hands.TypeIntoAsync(texts["write.story"], Marker.Report);
        await hands.PressAsync(texts["nav.next"]);
        await reporter.HeadingAsync("check.title");
        await hands.PressAsync(texts["check.next"]);
        await reporter.HeadingAsync("code.title");
        var groups = await reporter.Page.Locator("[data-code] li").AllInnerTextsAsync();
        var label = await reporter.Page.Locator("label[for=group]").InnerTextAsync();
        await hands.TypeIntoAsync(label, groups[ReporterPage.AskedGroup(label)]);
        await hands.PressAsync(texts["code.send"]);
        await reporter.HeadingAsync("sent.title");
        return string.Join(' ', groups);
    }

    private static async Task<OfficerPage> AnswerAsOfficerAsync(Browser browser, ChannelUnderTest channel)
    {
        var texts = Texts.Officer("nl");
        var passphrase = channel.Passphrases()["verantwoordelijke"];
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        var hands = new KeyboardHands(officer.Page);
        await hands.TypeIntoAsync(texts["gate.name"], "verantwoordelijke");
        await hands.TypeIntoAsync(texts["gate.passphrase"], passphrase);
        await hands.KeyAsync("Enter");
        await officer.CaseIsListedAsync(passphrase, Ct);
        await hands.KeyAsync("j");
        await hands.KeyAsync("o");
        await officer.SeesAsync(Marker.Report);
        await hands.PressAsync(texts["action.acknowledge"]);
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await hands.PressAsync(texts["send"]);
        await officer.SeesAsync(texts["ack.sent"]);
        await hands.TypeIntoAsync(texts["answer.label"], Marker.Question);
        await hands.KeyAsync("Control+Enter");
        await officer.SeesAsync(texts["answer.sent"]);
        return officer;
    }

    private static async Task GiveFeedbackAsync(OfficerPage officer)
    {
        var texts = Texts.Officer("nl");
        var hands = new KeyboardHands(officer.Page);
        await hands.KeyAsync("f");
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await hands.TypeIntoAsync(texts["feedback.action"], Marker.Action);
        await hands.PressAsync(texts["send"]);
        // Refused with one part: the focus goes to the part that is missing, so that typing can go on.
        await officer.SeesAsync(texts["feedback.no-grounds"]);
        await Assertions.Expect(officer.Page.GetByLabel(texts["feedback.grounds"], new() { Exact = true })).ToBeFocusedAsync();
        await hands.TypeAsync(Marker.Grounds);
        await hands.KeyAsync("Control+Enter");
        await officer.SeesAsync(texts["feedback.sent"]);
    }

    private static async Task ReadAndAnswerAsync(Browser browser, ChannelUnderTest channel, string code)
    {
        var texts = Texts.Reporter("nl");
        var (reporter, hands) = await ReturnAsync(browser, channel, code);
        await reporter.SeesAsync(Marker.Question);
        await hands.TypeIntoAsync(texts["mailbox.answer"], Marker.Answer);
        await hands.PressAsync(texts["mailbox.answer.send"]);
        await reporter.SeesAsync(texts["mailbox.answer.sent"].Split('{')[0].Trim());
    }

    private static async Task ReadFeedbackAsync(Browser browser, ChannelUnderTest channel, string code)
    {
        var texts = Texts.Reporter("nl");
        var (reporter, hands) = await ReturnAsync(browser, channel, code);
        await reporter.SeesAsync(Marker.Action);
        await reporter.SeesAsync(Marker.Grounds);
        await hands.PressAsync(texts["mailbox.close"]);
        await reporter.HeadingAsync("left.title");
    }

    private static async Task<(ReporterPage Reporter, KeyboardHands Hands)> ReturnAsync(Browser browser, ChannelUnderTest channel, string code)
    {
        var texts = Texts.Reporter("nl");
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        var hands = new KeyboardHands(reporter.Page);
        await reporter.FingerprintAsync();
        await hands.PressAsync(texts["start.door.code"]);
        await reporter.HeadingAsync("open.title");
        await hands.TypeIntoAsync(texts["open.label"], code);
        await hands.KeyAsync("Enter");
        await reporter.HeadingAsync("mailbox.title");
        return (reporter, hands);
    }
}
