using System.Buffers.Text;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Threads;

namespace IntegrityChannel.Crypto.Cli.Mailboxes;

/// <summary>Prints a mailbox, and what was sent in it.</summary>
internal static class MailboxPrinting
{
    internal static Task PrintAsync(Printout printout, OpenMailbox mailbox, SavedFiles saved, CancellationToken cancellationToken)
    {
        var clock = DialogueClock.Of(mailbox.Opened.Received, mailbox.Opened.Items);
        return printout.SayAsync(lines => Print(lines, mailbox, clock, saved), json => Write(json, mailbox, clock, saved), cancellationToken);
    }

    internal static Task PrintSentAsync(Printout printout, SendOutcome.Received received, CancellationToken cancellationToken) => printout.SayAsync(
        lines => lines.Say().Row("answer received", Days.Text(received.Day)),
        json =>
        {
            json.WriteString("received", Days.Text(received.Day));
            json.WriteString("objectHash", received.ObjectHash.ToString());
            json.WriteString("receipt", Base64Url.EncodeToString(received.Receipt.Span));
        },
        cancellationToken);

    private static void Print(Lines lines, OpenMailbox mailbox, DialogueClock clock, SavedFiles saved)
    {
        var (directory, opened) = mailbox;
        lines.Row("today", Days.Text(opened.Day));
        clock.Print(lines);
        lines.Row("readers", string.Join(", ", Readers(mailbox)));
        RecoveryPrinting.Print(lines, opened.Recoveries, directory);
        foreach (var sentence in directory.Sentences())
        {
            lines.Say($"Note: {sentence}");
        }

        ThreadPrinting.Print(lines, opened.Items, directory, saved);
        if (opened.Missing.Count > 0)
        {
            lines.Say().Say($"! {opened.Missing.Count} messages that others name are missing: the server does not show everything there was.");
        }
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, OpenMailbox mailbox, DialogueClock clock, SavedFiles saved)
    {
        var (directory, opened) = mailbox;
        json.WriteString("day", Days.Text(opened.Day));
        clock.Write(json);
        json.WriteStrings("readers", Readers(mailbox));
        RecoveryPrinting.Write(json, opened.Recoveries, directory);
        ThreadPrinting.Write(json, opened.Items, saved);
        json.WriteNumber("missing", opened.Missing.Count);
        json.WriteBoolean("verified", ThreadPrinting.Verifies(opened.Items, opened.Missing, opened.Recoveries));
        json.WriteStrings("warnings", directory.Codes());
    }

    /// <summary>Those of the report's officers who receive what is written now.</summary>
    private static IEnumerable<string> Readers(OpenMailbox mailbox) =>
        mailbox.Opened.Recipients.Where(id => mailbox.Directory.InUse.FindOfficer(id)?.Key is not null).Select(mailbox.Directory.NameOf);
}
