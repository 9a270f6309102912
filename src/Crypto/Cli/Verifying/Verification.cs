using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary>One verification. The list of keys always comes first, the log after it: what is served by then has to stand in it.</summary>
internal sealed class Verification(PublicServer server, PublicServer logged, DirectoryTrust trust, Printout printout, FileInfo? state)
{
    internal async Task<int> LogAsync(CancellationToken cancellationToken)
    {
        var log = await ReadLogAsync(await trust.FetchAsync(logged, cancellationToken), cancellationToken);
        await LogReading.CheckTilesAsync(logged, log, cancellationToken);
        await printout.SayAsync(
            lines =>
            {
                lines.Say("The log verifies.");
                PrintHead(lines, log);
                foreach (var entry in log.Entries)
                {
                    lines.Say(entry is null ? "  closed" : $"  {Days.Text(entry.Day)}  {Name(entry.Kind),-14} {entry.Hash}");
                }
            },
            json =>
            {
                WriteHead(json, log);
                json.WriteStartArray("entries");
                foreach (var entry in log.Entries.OfType<KeysEntry>())
                {
                    json.WriteStartObject();
                    json.WriteString("kind", Name(entry.Kind));
                    json.WriteString("day", Days.Text(entry.Day));
                    json.WriteString("sha256", entry.Hash.ToString());
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            cancellationToken);
        return ExitCode.Done;
    }

    internal async Task<int> DirectoryAsync(CancellationToken cancellationToken)
    {
        var directory = await trust.FetchAsync(server, cancellationToken);
        var log = await ReadLogAsync(await trust.FetchAsync(logged, cancellationToken), cancellationToken);
        var missing = directory.History.Directories.Where(one => !log.Holds(KeysEntryKind.Directory, KeysEntry.HashOf(one))).Select(one => $"list of keys {one.Sequence}")
            .Concat(directory.History.RootChanges.Where(one => !log.Holds(KeysEntryKind.RootChange, KeysEntry.HashOf(one))).Select(one => $"the change of the root before list {one.FromSequence}"))
            .Concat(directory.Certificates.Where(one => !log.Holds(KeysEntryKind.Certificate, KeysEntry.HashOf(one))).Select(one => $"the certificate of {directory.NameOf(one.OfficerId)}"))
            .ToList();
        if (missing.Count > 0)
        {
            throw CommandStopped.NotVerified($"Not in the log: {string.Join(", ", missing)}. This server shows keys that nobody else can see. Write nothing here and tell those who keep the root key.");
        }

        await printout.SayAsync(
            lines =>
            {
                lines.Say("The list of keys verifies, and all of it stands in the log.").Row("list", $"{directory.InUse.Directory.Sequence}").Row("certificates", $"{directory.Certificates.Count}");
                foreach (var change in directory.History.RootChanges)
                {
                    lines.Row("root changed", $"before list {change.FromSequence}, on {Days.Text(change.Day)}, by {(change.IsByOfficers ? "every officer, since the old root was lost" : "both roots")}");
                }

                PrintHead(lines, log);
                foreach (var sentence in directory.Sentences())
                {
                    lines.Say($"Note: {sentence}");
                }
            },
            json =>
            {
                WriteHead(json, log);
                json.WriteNumber("directory", directory.InUse.Directory.Sequence);
                json.WriteNumber("certificates", directory.Certificates.Count);
                json.WriteNumber("rootChanges", directory.History.RootChanges.Count);
                json.WriteStrings("warnings", directory.Codes());
            },
            cancellationToken);
        return ExitCode.Done;
    }

    internal async Task<int> AssetsAsync(CancellationToken cancellationToken)
    {
        var page = new PageChecking(server);
        var manifest = await page.ReadManifestAsync(cancellationToken);
        var log = await ReadLogAsync(await trust.FetchAsync(logged, cancellationToken), cancellationToken);
        var hash = KeysEntry.Of(manifest);
        var entry = new[] { KeysEntryKind.ReportersPage, KeysEntryKind.OfficersPage }.Select(log.Last).FirstOrDefault(last => last?.Hash == hash);
        if (entry is null)
        {
            throw CommandStopped.NotVerified(log.Entries.Any(one => one?.Hash == hash)
                ? "This page stands in the log, but a newer one came after it: the server gives out an old page. Do not use it."
                : "This page does not stand in the log: it is not the one that others get. Do not use it, and tell those who keep the root key.");
        }

        var files = await page.CheckAsync(manifest, cancellationToken);
        var sealer = await page.CheckSealerAsync(manifest, log, cancellationToken);
        await printout.SayAsync(
            lines =>
            {
                lines.Say("The page verifies: every file is the one that the log names. Compare the manifest with the published one.")
                    .Row("page", Name(entry.Kind)).Row("manifest", hash.ToString()).Row("files", $"{files}").Row("since", Days.Text(entry.Day));
                if (sealer is { } named)
                {
                    lines.Row("sealer", named.ToString());
                }

                PrintHead(lines, log);
            },
            json =>
            {
                WriteHead(json, log);
                json.WriteString("page", Name(entry.Kind));
                json.WriteString("manifest", hash.ToString());
                json.WriteNumber("files", files);
                json.WriteString("since", Days.Text(entry.Day));
                if (sealer is { } named)
                {
                    json.WriteString("sealer", named.ToString());
                }
            },
            cancellationToken);
        return ExitCode.Done;
    }

    internal async Task<int> AccessAsync(AccessFile file, Id16? report, CancellationToken cancellationToken)
    {
        var directory = await trust.FetchAsync(logged, cancellationToken);
        var log = await ReadLogAsync(directory, cancellationToken);
        if (file.Judge(log) is { } fault)
        {
            throw CommandStopped.NotVerified($"{fault} Do not rely on this file, and ask whoever runs the server.");
        }

        var entries = file.Entries.Where(entry => report is not { } id || file.IsAbout(entry, id)).OrderBy(entry => entry.Day).ToList();
        await printout.SayAsync(
            lines =>
            {
                lines.Say("The access log verifies: it is what was logged, day by day, and nothing is left out.").Row("days", $"{file.DaysClosed}").Row("shown", $"{entries.Count} of {file.Entries.Count}");
                foreach (var entry in entries)
                {
                    lines.Say($"  {Days.Text(entry.Day)}  {Name(entry.Action),-8} {entry.Report.ToString()[..16]}  {directory.NameOf(entry.Officer)}");
                }
            },
            json =>
            {
                WriteHead(json, log);
                json.WriteNumber("days", file.DaysClosed);
                json.WriteStartArray("entries");
                foreach (var entry in entries)
                {
                    json.WriteStartObject();
                    json.WriteString("day", Days.Text(entry.Day));
                    json.WriteString("officer", entry.Officer.ToString());
                    json.WriteString("name", directory.DisplayOf(entry.Officer));
                    json.WriteString("action", Name(entry.Action));
                    json.WriteString("report", entry.Report.ToString());
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            cancellationToken);
        return ExitCode.Done;
    }

    private async Task<KeysLog> ReadLogAsync(TrustedDirectory directory, CancellationToken cancellationToken)
    {
        var log = await LogReading.FetchAsync(logged, directory, cancellationToken);
        if (state is not null)
        {
            LogState.Read(state, log.Checkpoint.Origin)?.Demand(log);
            LogState.Write(state, log.Checkpoint);
        }

        return log;
    }

    private void PrintHead(Lines lines, KeysLog log)
    {
        lines.Row("log", log.Checkpoint.Origin).Row("entries", $"{log.Checkpoint.Size}").Row("head", log.Checkpoint.Root.ToString());
        lines.Say(state is null
            ? "Nothing on this machine remembers this head: without --state nobody notices here when the server goes back. Compare it with what others got."
            : "This machine remembers this head. Compare it with what others got: a server may keep two logs.");
    }

    private static void WriteHead(Utf8JsonWriter json, KeysLog log)
    {
        json.WriteBoolean("verified", true);
        json.WriteString("log", log.Checkpoint.Origin);
        json.WriteNumber("size", log.Checkpoint.Size);
        json.WriteString("head", log.Checkpoint.Root.ToString());
    }

    private static string Name(KeysEntryKind kind) => kind switch
    {
        KeysEntryKind.Directory => "directory",
        KeysEntryKind.Certificate => "certificate",
        KeysEntryKind.Revocation => "revocation",
        KeysEntryKind.OfficersPage => "officers-page",
        KeysEntryKind.ReportersPage => "reporters-page",
        KeysEntryKind.RootChange => "root-change",
        KeysEntryKind.Sealer => "sealer",
        _ => "access-head",
    };

    private static string Name(AccessAction action) => action switch
    {
        AccessAction.Read => "read",
        AccessAction.Fetched => "fetched",
        AccessAction.Wrote => "wrote",
        _ => "let-in",
    };
}
