using System.Buffers.Text;
using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Threads;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary><c>integrity officer … show</c>: one case, opened, with what cannot be trusted in it.</summary>
internal static class CaseShowing
{
    internal static async Task<int> RunAsync(OfficerDesk desk, string id, SavingFolder? folder, ProgressLine progress, Printout printout, CancellationToken cancellationToken)
    {
        var found = await CaseFinding.FindAsync(desk, id, cancellationToken);
        var saved = folder is null ? new SavedFiles() : await SaveAsync(desk, found, folder, progress, cancellationToken);
        await printout.SayAsync(lines => Print(lines, desk, found, saved), json => Write(json, desk, found, saved), cancellationToken);
        await desk.RememberAsync(found.Opened, cancellationToken);
        saved.Demand();
        return ThreadPrinting.Verifies(found.Opened.Items, found.Opened.Missing, found.Opened.Recoveries)
            ? ExitCode.Done
            : throw CommandStopped.NotVerified("Part of this case does not verify; the lines above say which. Do not trust that part.");
    }

    /// <summary>Under the case's number, which people type and the server gives.</summary>
    private static Task<SavedFiles> SaveAsync(OfficerDesk desk, FoundCase found, SavingFolder folder, ProgressLine progress, CancellationToken cancellationToken)
    {
        async Task<ReadOnlyMemory<byte>?> FetchAsync(ObjectHeader header, int index, CancellationToken cancel) => await desk.Server.ReadPartAsync(header, index, cancel) is { } part ? part : null;
        return new FileSaving(folder, FileSaving.Stem(found.Found.CaseNumber, "case"), FetchAsync, progress).SaveAsync(found.Opened.Items, cancellationToken);
    }

    private static void Print(Lines lines, OfficerDesk desk, FoundCase found, SavedFiles saved)
    {
        var opened = found.Opened;
        lines.Row("case", found.Found.CaseNumber).Row("today", Days.Text(found.Day));
        DialogueClock.Of(opened.Received, opened.Items).Print(lines);
        lines.Row("readers", string.Join(", ", opened.Recipients.Select(id => Receives(desk, id) ? desk.Directory.NameOf(id) : $"{desk.Directory.NameOf(id)} (no longer receives)")));
        lines.Row("left out", Excluded(opened) is { } excluded ? Names(desk, excluded) : "unknown, since the report did not open");
        lines.Row("recovery", opened.Recovery ? "the holders may open it together" : "refused by the reporter");
        RecoveryPrinting.Print(lines, opened.Recoveries, desk.Directory);
        lines.Row("sealed", SealedBy(opened));
        DeskPrinting.PrintWarnings(lines, desk);
        ThreadPrinting.Print(lines, opened.Items, desk.Directory, saved);
        if (opened.Missing.Count > 0)
        {
            lines.Say().Say($"! {opened.Missing.Count} messages that others name, or that this account has read before, are missing.");
        }
    }

    private static void Write(Utf8JsonWriter json, OfficerDesk desk, FoundCase found, SavedFiles saved)
    {
        var opened = found.Opened;
        json.WriteString("number", found.Found.CaseNumber);
        json.WriteString("reportId", Base64Url.EncodeToString(opened.ReportId.Span));
        json.WriteString("day", Days.Text(found.Day));
        DialogueClock.Of(opened.Received, opened.Items).Write(json);
        json.WriteStartArray("readers");
        foreach (var id in opened.Recipients)
        {
            json.WriteStartObject();
            json.WriteString("name", desk.Directory.NameOf(id));
            json.WriteBoolean("receives", Receives(desk, id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteExcluded(json, desk, opened);
        json.WriteBoolean("recovery", opened.Recovery);
        RecoveryPrinting.Write(json, opened.Recoveries, desk.Directory);
        json.WriteString("sealedBy", SealedBy(opened));
        ThreadPrinting.Write(json, opened.Items, saved);
        json.WriteNumber("missing", opened.Missing.Count);
        json.WriteBoolean("verified", ThreadPrinting.Verifies(opened.Items, opened.Missing, opened.Recoveries));
        DeskPrinting.WriteWarnings(json, desk);
    }

    private static void WriteExcluded(Utf8JsonWriter json, OfficerDesk desk, OpenedCase opened)
    {
        if (Excluded(opened) is { } excluded)
        {
            json.WriteStrings("excluded", excluded.Select(desk.Directory.NameOf));
        }
        else
        {
            json.WriteNull("excluded");
        }
    }

    /// <summary>Null where no report opened, now or earlier: then nobody can say.</summary>
    private static IReadOnlyList<Id16>? Excluded(OpenedCase opened) => opened.Memory.KemKey.IsEmpty ? null : opened.Memory.Excluded;

    private static string Names(OfficerDesk desk, IReadOnlyList<Id16> ids) => ids.Count == 0 ? "nobody" : string.Join(", ", ids.Select(desk.Directory.NameOf));

    private static bool Receives(OfficerDesk desk, Id16 id) => desk.Directory.InUse.FindOfficer(id)?.Key is not null;

    private static string SealedBy(OpenedCase opened)
    {
        var mode = opened.Items.FirstOrDefault(item => item.Header.Kind == ObjectKind.Report)?.Header.Mode ?? ObjectModes.None;
        return mode.HasFlag(ObjectModes.SealedByServer) ? "server" : mode.HasFlag(ObjectModes.EnteredByOfficer) ? "officer" : "reporter";
    }
}
