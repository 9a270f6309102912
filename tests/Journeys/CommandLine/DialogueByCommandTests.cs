using System.Text.Json;
using IntegrityChannel.Journeys.Channel;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>A whole dialogue by command line only, against both real processes; and what each command says to scripts.</summary>
[Collection(OneRelayedChannel.Name)]
public sealed class DialogueByCommandTests(RelayedChannel channel)
{
    private const string Report = "zilveren-otter-planted Er ontbreken tankbeurten.\nTweede regel \u001b[31mrood\u001b[0m é 😟";

    [Fact(Timeout = Patience.Journey)]
    public async Task A_report_is_read_acknowledged_answered_and_closed_by_commands_alone()
    {
        var sent = await channel.ReportAsync(Report, "--exclude", "Vertrouwenspersoon integriteit");
        Assert.True(sent.Code == 0, sent.Error);
        var code = channel.Note(sent.Output);
        Assert.Contains("2026-03-09", sent.Output, StringComparison.Ordinal);

        var number = await channel.CaseOfLastReportAsync();
        var shown = await channel.OfficerAsync("show", number);
        Assert.True(shown.Code == 0, shown.Error);
        Assert.Contains("  | Tweede regel {001B}[31mrood{001B}[0m é 😟", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Vertrouwenspersoon integriteit", Row(shown, "left out"), StringComparison.Ordinal);

        await DoneAsync("acknowledge", number);
        Assert.Equal(3, (await channel.OfficerAsync("acknowledge", number)).Code);
        Assert.Equal(3, (await channel.OfficerAsync("close", number, "--reason", "te vroeg")).Code);
        await DoneAsync("reply", number, "--text", channel.Note("Over welke maand gaat het?"));
        var read = await channel.MailboxAsync(code, "--answer", channel.Note("Over september."));
        Assert.True(read.Code == 0, read.Error);
        Assert.Contains("  | Over welke maand gaat het?", read.Output, StringComparison.Ordinal);
        Assert.Contains("2 maart 2026", read.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("zilveren-otter", read.Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-02", Row(read, "answer received"), StringComparison.Ordinal);

        await DoneAsync("feedback", number, "--action", channel.Note("Wij kijken de tankkaarten na."), "--grounds", channel.Note("De uitdraai wijkt af."));
        await DoneAsync("close", number, "--reason", "Nagekeken en rechtgezet.");
        Assert.Contains("  | Over september.", (await channel.OfficerAsync("show", number)).Output, StringComparison.Ordinal);
        var last = await channel.MailboxAsync(code);
        Assert.Contains("closed", last.Output, StringComparison.Ordinal);
        Assert.Contains("done 2026-03-02", Row(last, "feedback by"), StringComparison.Ordinal);

        // Nothing that left a command held a word of it.
        Assert.DoesNotContain(channel.IntakeRelay.Sent.Concat(channel.CaseworkRelay.Sent), bytes => bytes.AsSpan().IndexOf("otter"u8) >= 0);
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task The_json_of_every_command_keeps_its_shape()
    {
        var sent = await channel.ReportAsync("Een melding voor een script.", "--json", "--staff", "yes");
        Assert.True(sent.Code == 0, sent.Error);
        Assert.Equal("code files fileBytes", Names(sent.Json()));
        Assert.Equal("received acknowledgeBy feedbackBy objectHash receipt", Names(sent.Json(1)));

        var number = await channel.CaseOfLastReportAsync();
        var list = (await channel.OfficerAsync("list", "--json")).Json();
        Assert.Equal("day cases warnings", Names(list));
        var row = list.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("number").GetString() == number);
        Assert.Equal("number reportId received acknowledgeBy acknowledged acknowledgedByChannel feedbackBy feedback next stage owner unread", Names(row));
        Assert.Equal("what by daysLeft state", Names(row.GetProperty("next")));
        Assert.Equal(("new", true), (row.GetProperty("stage").GetString(), row.GetProperty("unread").GetBoolean()));

        var shown = (await channel.OfficerAsync("show", number, "--json")).Json();
        Assert.Equal(
            "number reportId day received acknowledgeBy acknowledged acknowledgedByChannel feedbackBy feedback readers excluded recovery recoveries sealedBy items missing verified warnings",
            Names(shown));
        Assert.Equal("name receives", Names(shown.GetProperty("readers")[0]));
        var report = shown.GetProperty("items")[0];
        Assert.Equal("from who kind day objectHash state failure locale answers files", Names(report));
        Assert.Equal("question text", Names(report.GetProperty("answers")[0]));
        Assert.Equal(sent.Json(1).GetProperty("objectHash").GetString(), report.GetProperty("objectHash").GetString());

        var reply = (await channel.OfficerAsync("reply", number, "--text", channel.Note("Dank u."), "--json")).Json();
        Assert.Equal("number reportId kind day objectHash warnings", Names(reply));
        Assert.False((await channel.OfficerAsync("list", "--json")).Json().GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("number").GetString() == number).GetProperty("unread").GetBoolean());

        var code = channel.Note(sent.Json().GetProperty("code").GetString()!);
        var mailbox = await channel.MailboxAsync(code, "--json", "--answer", channel.Note("Graag gedaan."));
        Assert.Equal("day received acknowledgeBy acknowledged acknowledgedByChannel feedbackBy feedback readers recoveries items missing verified warnings", Names(mailbox.Json()));
        Assert.Equal("from who kind day objectHash state failure text files", Names(mailbox.Json().GetProperty("items")[1]));
        Assert.Equal("received objectHash receipt", Names(mailbox.Json(1)));

        var receipt = await channel.RunAsync(
            "receipt", "verify", "--receipt", channel.Note(sent.Output), "--server", RelayedChannel.Origin(channel.Casework), "--fingerprint", channel.Fingerprint, "--json");
        Assert.True(receipt.Code == 0, receipt.Error);
        Assert.Equal("verified received objectHash directory", Names(receipt.Json()));
    }

    [Fact(Timeout = Patience.Journey)]
    public async Task What_the_server_does_not_do_ends_with_three()
    {
        Assert.Equal(3, (await channel.MailboxAsync(channel.Note(await UnknownCodeAsync()))).Code);
        Assert.Equal(3, (await channel.OfficerAsync("show", "0000-0000")).Code);
        Assert.Equal(3, (await channel.RunAsync(Officer("list", channel.Note("een heel andere zin")))).Code);
        Assert.Equal(3, (await channel.RunAsync("report", "--server", "http://localhost:9", "--fingerprint", channel.Fingerprint, "--text", channel.Note("Niemand luistert."))).Code);
        var nobody = await channel.ReportAsync("Iedereen is betrokken.", "--exclude", "Verantwoordelijke integriteit", "--exclude", "Plaatsvervanger");
        Assert.Equal(3, nobody.Code);
        Assert.Empty(nobody.Output);
    }

    /// <summary>A code whose report was refused, so that no mailbox has it.</summary>
    private async Task<string> UnknownCodeAsync()
    {
        channel.IntakeRelay.Tamper = (path, _, body) => path == "/r/put" ? [0, 8, .. new byte[510]] : body;
        channel.IntakeRelay.Drop = path => path == "/r/put";
        var refused = await channel.ReportAsync("Komt nooit aan.", "--json");
        channel.IntakeRelay.Tamper = null;
        channel.IntakeRelay.Drop = null;
        Assert.Equal(3, refused.Code);
        Assert.Contains("E-08", refused.Error, StringComparison.Ordinal);
        return refused.Json().GetProperty("code").GetString()!;
    }

    private string[] Officer(string act, string passphrase) =>
        ["officer", "--server", RelayedChannel.Origin(channel.Casework), "--fingerprint", channel.Fingerprint, "--name", RelayedChannel.Responsible, "--passphrase-file", passphrase, act];

    private async Task DoneAsync(params string[] act)
    {
        var answer = await channel.OfficerAsync(act);
        Assert.True(answer.Code == 0, $"{act[0]}: {answer.Code} {answer.Error}");
    }

    private static string Row(CommandAnswer answer, string name) => answer.Output.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    private static string Names(JsonElement value) => string.Join(' ', value.EnumerateObject().Select(member => member.Name));
}
