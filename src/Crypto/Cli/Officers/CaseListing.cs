using System.Buffers.Text;
using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary><c>integrity officer … list</c>: the cases that this account reads, the most urgent first.</summary>
internal static class CaseListing
{
    internal static async Task<int> RunAsync(OfficerDesk desk, Printout printout, CancellationToken cancellationToken)
    {
        var cases = await desk.Server.ListCasesAsync(cancellationToken);
        var rows = cases.Cases.OrderBy(found => Urgency(found.Next)).ThenBy(found => found.Next.By).ThenBy(found => found.CaseNumber, StringComparer.Ordinal)
            .Select(found => new Row(found, CaseStage.Of(found, CaseStage.Decision(desk, found)), CaseStage.IsUnread(desk, found), OwnerOf(desk, found)))
            .ToList();
        await printout.SayAsync(lines => Print(lines, desk, cases, rows), json => Write(json, desk, cases, rows), cancellationToken);
        return ExitCode.Done;
    }

    private sealed record Row(WireCase Found, string Stage, bool Unread, string? Owner);

    private static void Print(Lines lines, OfficerDesk desk, CasesAnswer cases, List<Row> rows)
    {
        lines.Row("today", Days.Text(new CivilDay(cases.Day)));
        DeskPrinting.PrintWarnings(lines, desk);
        foreach (var (found, stage, unread, owner) in rows)
        {
            lines.Say($"{(unread ? "*" : " ")} {found.CaseNumber,-12} {Days.Text(new CivilDay(found.Received))}  {NextWords(found.Next),-44} {stage,-24} {owner ?? "nobody yet"}");
        }

        lines.Say(rows.Count == 0 ? "No cases." : "* something in it is unread");
    }

    private static void Write(Utf8JsonWriter json, OfficerDesk desk, CasesAnswer cases, List<Row> rows)
    {
        json.WriteString("day", Days.Text(new CivilDay(cases.Day)));
        json.WriteStartArray("cases");
        foreach (var (found, stage, unread, owner) in rows)
        {
            json.WriteStartObject();
            json.WriteString("number", found.CaseNumber);
            json.WriteString("reportId", Base64Url.EncodeToString(found.ReportId));
            WriteClock(json, found);
            json.WriteString("stage", stage);
            json.WriteString("owner", owner);
            json.WriteBoolean("unread", unread);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        DeskPrinting.WriteWarnings(json, desk);
    }

    private static void WriteClock(Utf8JsonWriter json, WireCase found)
    {
        json.WriteString("received", Days.Text(new CivilDay(found.Received)));
        json.WriteString("acknowledgeBy", Days.Text(new CivilDay(found.AcknowledgeBy)));
        json.WriteString("acknowledged", found.Acknowledged is { } acknowledged ? Days.Text(new CivilDay(acknowledged)) : null);
        json.WriteBoolean("acknowledgedByChannel", found.AcknowledgedByChannel);
        json.WriteString("feedbackBy", Days.Text(new CivilDay(found.FeedbackBy)));
        json.WriteString("feedback", found.Feedback is { } feedback ? Days.Text(new CivilDay(feedback)) : null);
        json.WriteStartObject("next");
        json.WriteString("what", found.Next.What);
        json.WriteString("by", Days.Text(new CivilDay(found.Next.By)));
        json.WriteNumber("daysLeft", found.Next.DaysLeft);
        json.WriteString("state", found.Next.State);
        json.WriteEndObject();
    }

    private static string NextWords(WireNext next) => next.What == "none"
        ? "nothing by a date"
        : $"{next.What} by {Days.Text(new CivilDay(next.By))} ({(next.DaysLeft < 0 ? $"{-(long)next.DaysLeft} days over" : $"{next.DaysLeft} days left")})";

    private static int Urgency(WireNext next) => next.State switch { "overdue" => 0, "near" => 1, "done" => 3, _ => 2 };

    private static string? OwnerOf(OfficerDesk desk, WireCase found) => found.Owner is { Length: Id16.Size } owner ? desk.Directory.NameOf(Id16.From(owner)) : null;
}

/// <summary>What unlocking found worth telling.</summary>
internal static class DeskPrinting
{
    internal static void PrintWarnings(Lines lines, OfficerDesk desk)
    {
        foreach (var sentence in desk.Directory.Sentences().Concat(desk.Warnings.Select(Explain)))
        {
            lines.Say($"Note: {sentence}");
        }
    }

    internal static void WriteWarnings(Utf8JsonWriter json, OfficerDesk desk) => json.WriteStrings("warnings", desk.Directory.Codes().Concat(desk.Warnings));

    private static string Explain(string warning) => warning switch
    {
        OfficerDesk.DayWentBack => "The server's day lies before one that this account has seen. Dates that it names now may be wrong. Tell the administrator.",
        _ => warning,
    };
}
