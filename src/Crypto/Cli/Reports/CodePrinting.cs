using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Codes;

namespace IntegrityChannel.Crypto.Cli.Reports;

/// <summary>Shows the code before anything is sent. It stands alone on the first line, so that saved output serves as a code file.</summary>
internal static class CodePrinting
{
    internal static async Task PrintAsync(Printout printout, ReferenceCode code, TrustedDirectory directory, Readers readers, AttachedFiles? files, CancellationToken cancellationToken)
    {
        var text = GC.AllocateArray<char>(ReferenceCode.TextLength, pinned: true);
        try
        {
            code.Format(text);
            await printout.SayAsync(
                lines =>
                {
                    lines.Secret(text).Say("Your code. Keep it: whoever has it reads the answers, and without it nobody does.").Say();
                    Tell(lines, directory, readers, files);
                },
                json =>
                {
                    json.WriteString("code", text);
                    json.WriteNumber("files", files?.Sources.Count ?? 0);
                    json.WriteNumber("fileBytes", files?.Length ?? 0);
                },
                cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    private static void Tell(Lines lines, TrustedDirectory directory, Readers readers, AttachedFiles? files)
    {
        lines.Row("will read", string.Join(", ", readers.Read.Select(officer => officer.Listed.Display)));
        if (readers.LeftOut.Count > 0)
        {
            lines.Row("left out", string.Join(", ", readers.LeftOut.Select(officer => officer.Listed.Display)));
        }

        if (readers.WithoutKey.Count > 0)
        {
            lines.Row("has no key now", string.Join(", ", readers.WithoutKey.Select(officer => officer.Listed.Display)));
        }

        lines.Row("keys confirmed", Days.Text(directory.InUse.ConfirmedOn));
        foreach (var sentence in directory.Sentences())
        {
            lines.Say($"Note: {sentence}");
        }

        if (files is not null)
        {
            foreach (var file in files.Sources)
            {
                lines.Say($"file, {file.Length} bytes, goes as").Quote(file.Name);
            }

            lines.Say(AttachedFiles.AsTheyAre);
        }

        lines.Say("Sending …");
    }
}

/// <summary>Says what was received, and when answers are due.</summary>
internal static class ReceiptPrinting
{
    internal static Task PrintAsync(Printout printout, Sending.SendOutcome.Received received, CancellationToken cancellationToken)
    {
        var dates = Casework.Rules.Deadlines.StatutoryClock.DeriveDates(received.Day.Date, null);
        return printout.SayAsync(
            lines => lines
                .Row("received", Days.Text(received.Day))
                .Row("acknowledged by", Days.Text(dates.Acknowledge.By))
                .Row("feedback by", Days.Text(dates.Feedback.By))
                .Row("receipt", Grouped(System.Buffers.Text.Base64Url.EncodeToString(received.Receipt.Span)))
                .Say("The receipt proves that a report with this seal was received on that day. It says nothing of its content."),
            json =>
            {
                json.WriteString("received", Days.Text(received.Day));
                json.WriteString("acknowledgeBy", Days.Text(dates.Acknowledge.By));
                json.WriteString("feedbackBy", Days.Text(dates.Feedback.By));
                json.WriteString("objectHash", received.ObjectHash.ToString());
                json.WriteString("receipt", System.Buffers.Text.Base64Url.EncodeToString(received.Receipt.Span));
            },
            cancellationToken);
    }

    /// <summary>In groups of eight, as the page prints it.</summary>
    private static string Grouped(string text) => string.Join(' ', text.Chunk(8).Select(group => new string(group)));
}
