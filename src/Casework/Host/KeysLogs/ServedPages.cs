using IntegrityChannel.Casework.Host.Pages;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.KeysLogs;

/// <summary>What a host serves: of a page SHA-256 of its manifest.json, which names every file with its own hash; of the offline sealer that of the file.</summary>
internal sealed record ServedPage(KeysEntryKind Kind, Hash32 Hash);

/// <summary>Which pages both hosts serve now: this one its own, intake what it announced in the mailbox before it served it.</summary>
internal sealed class ServedPages(WebManifest own, ChannelHostStore hosts)
{
    private readonly ServedPage officers = new(KeysEntryKind.OfficersPage, KeysEntry.Of(own.Bytes));

    internal async Task<IReadOnlyList<ServedPage>> ReadAsync(CancellationToken cancellationToken)
    {
        var intake = await hosts.FindAsync(ChannelUses.Receipts, cancellationToken);
        return
        [
            officers,
            .. intake?.Page is { } page ? [new ServedPage(KeysEntryKind.ReportersPage, page)] : Array.Empty<ServedPage>(),
            .. intake?.Sealer is { } sealer ? [new ServedPage(KeysEntryKind.Sealer, sealer)] : Array.Empty<ServedPage>(),
        ];
    }
}
