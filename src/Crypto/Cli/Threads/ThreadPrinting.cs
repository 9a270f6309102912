using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Threads;

/// <summary>Prints a dialogue: what was opened, and beside everything else why not.</summary>
internal static class ThreadPrinting
{
    /// <summary>True where nothing says that the server shows something else than what was written.</summary>
    internal static bool Verifies(IReadOnlyList<OpenedItem> items, IReadOnlyList<ChainHead> missing, IReadOnlyList<OpenedRecovery> recoveries) =>
        missing.Count == 0 && !items.Any(item => item.State.IsFault()) && recoveries.All(recovery => recovery.Counts);

    internal static void Print(Lines lines, IReadOnlyList<OpenedItem> items, TrustedDirectory directory, SavedFiles saved)
    {
        var turn = 0;
        foreach (var item in items)
        {
            var author = item.Header.Kind.Author();
            var who = author == AuthorRole.Officer ? item.Officer?.Display ?? directory.NameOf(item.Header.Author) : author.Name();
            lines.Say().Say($"{Days.Text(item.PutDay)}  {item.Header.Kind.Name()}  {who}");
            if (item.State.Explain() is { } sentence)
            {
                var reason = item.Failure == FailureClass.None ? "" : $" ({item.Failure.Name()})";
                lines.Say($"  ! {sentence}{reason}");
            }

            PrintContent(lines, item.Content, directory);
            turn = FilePrinting.Print(lines, item.Files, turn, saved);
        }
    }

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<OpenedItem> items, SavedFiles saved)
    {
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("from", item.Header.Kind.Author().Name());
            json.WriteString("who", item.Officer?.Display);
            json.WriteString("kind", item.Header.Kind.Name());
            json.WriteString("day", Days.Text(item.PutDay));
            json.WriteString("objectHash", item.ObjectHash.ToString());
            json.WriteString("state", item.State.Name());
            json.WriteString("failure", item.Failure == FailureClass.None ? null : item.Failure.Name());
            WriteContent(json, item.Content);
            FilePrinting.Write(json, item.Files, saved);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void PrintContent(Lines lines, OpenedContent? content, TrustedDirectory directory)
    {
        switch (content)
        {
            case OpenedContent.Report report:
                foreach (var answer in report.Answers)
                {
                    lines.Say($"  {Question(answer.Question)}").Quote(answer.Text);
                }

                break;
            case OpenedContent.Feedback feedback:
                lines.Say("  what is done or planned").Quote(feedback.Action).Say("  why").Quote(feedback.Grounds);
                break;
            case OpenedContent.Decision decision:
                lines.Say($"  {decision.Kind.Name()}").Quote(decision.Text);
                break;
            case OpenedContent.Grant grant:
                lines.Say($"  lets in {directory.NameOf(grant.Newcomer)}; it counts only while the readers above name them").Quote(grant.Reason);
                break;
            case OpenedContent.Control { Order: var order }:
                lines.Say($"  {order.Action.Name()}{(order.Subject == Id16.Zeros ? "" : $" of {directory.NameOf(order.Subject)}")}{(order.Day == default ? "" : $", {Days.Text(order.Day)}")}");
                break;
            case OpenedContent.Notice notice:
                lines.Say($"  The channel itself, not an officer, confirmed receipt on {Days.Text(notice.Content.Received)}; feedback by {Days.Text(notice.Content.FeedbackBy)}.");
                break;
            case { } other when TextOf(other) is { } text:
                lines.Quote(text);
                break;
            default:
                break;
        }
    }

    private static void WriteContent(Utf8JsonWriter json, OpenedContent? content)
    {
        switch (content)
        {
            case OpenedContent.Report report:
                json.WriteString("locale", report.Locale);
                json.WriteStartArray("answers");
                foreach (var answer in report.Answers)
                {
                    json.WriteStartObject();
                    json.WriteNumber("question", answer.Question);
                    json.WriteString("text", answer.Text.Span);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            case OpenedContent.Feedback feedback:
                json.WriteString("action", feedback.Action.Span);
                json.WriteString("grounds", feedback.Grounds.Span);
                break;
            case OpenedContent.Control { Order: var order }:
                json.WriteString("order", order.Action.Name());
                break;
            case OpenedContent.Notice notice:
                json.WriteString("received", Days.Text(notice.Content.Received));
                json.WriteString("feedbackBy", Days.Text(notice.Content.FeedbackBy));
                break;
            case { } other when TextOf(other) is { } text:
                WriteMarks(json, other);
                json.WriteString("text", text.Span);
                break;
            default:
                break;
        }
    }

    private static void WriteMarks(Utf8JsonWriter json, OpenedContent content)
    {
        if (content is OpenedContent.Decision decision)
        {
            json.WriteString("decision", decision.Kind.Name());
        }
        else if (content is OpenedContent.ReporterMessage message)
        {
            json.WriteNumber("act", (byte)message.Act);
        }
        else if (content is OpenedContent.Note note)
        {
            json.WriteNumber("note", (byte)note.Kind);
        }
        else if (content is OpenedContent.Grant grant)
        {
            json.WriteString("newcomer", grant.Newcomer.ToString());
        }
    }

    private static Utf8Text? TextOf(OpenedContent content) => content switch
    {
        OpenedContent.ReporterMessage message => message.Text,
        OpenedContent.Reply reply => reply.Text,
        OpenedContent.Acknowledgement acknowledgement => acknowledgement.Text,
        OpenedContent.Decision decision => decision.Text,
        OpenedContent.Note note => note.Text,
        OpenedContent.Grant grant => grant.Reason,
        _ => null,
    };

    private static string Question(ushort number) => number switch
    {
        1 => "what happened",
        2 => "where and when",
        3 => "who is involved",
        4 => "where it can be checked",
        5 => "category",
        6 => "staff member",
        _ => $"question {number}",
    };
}
