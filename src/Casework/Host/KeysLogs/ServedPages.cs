using IntegrityChannel.Casework.Host.Pages;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.KeysLogs;

/// <summary>The page that a host serves: SHA-256 of its manifest.json, which names every file with its own hash.</summary>
internal sealed record ServedPage(KeysEntryKind Kind, Hash32 Hash);

/// <summary>Which pages both hosts serve now: this one its own, intake the one it announced in the mailbox when it started.</summary>
internal sealed class ServedPages(WebManifest own, ChannelHostStore hosts)
{
    private readonly ServedPage officers = new(KeysEntryKind.OfficersPage, KeysEntry.Of(own.Bytes));

    internal async Task<IReadOnlyList<ServedPage>> ReadAsync(CancellationToken cancellationToken) =>
        await hosts.FindAsync(ChannelUses.Receipts, cancellationToken) is { Page: { } page } ? [officers, new ServedPage(KeysEntryKind.ReportersPage, page)] : [officers];
}
