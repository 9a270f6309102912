using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.KeysLogs;

/// <summary>The keys log at one moment: what the addresses below /log/keys answer. Immutable; shared by threads.</summary>
internal sealed class LogNow
{
    private readonly byte[][] openings;
    private readonly ReadOnlyMemory<byte>[] entries;
    private readonly Hash32[] leaves;

    internal LogNow(Id16 organisation, IReadOnlyList<byte[]> openings, ChannelKey key)
    {
        this.openings = [.. openings];
        entries = [.. openings.Select(opening => (ReadOnlyMemory<byte>)KeysEntry.LeafOf(opening).ToArray())];
        leaves = [.. entries.Select(entry => MerkleTree.LeafHash(entry.Span))];
        Entries = [.. openings.Select(Read)];
        Checkpoint = new Checkpoint(Crypto.Protocol.Logs.Checkpoint.OriginOf(organisation), leaves.Length, MerkleTree.Root(leaves)).Sign(key);
    }

    /// <summary>Signed.</summary>
    internal byte[] Checkpoint { get; }

    /// <summary>In the order of the log.</summary>
    internal IReadOnlyList<KeysEntry> Entries { get; }

    internal int Size => leaves.Length;

    /// <summary>Null where the tree does not reach this tile.</summary>
    internal byte[]? Hashes(LogTile tile) => tile.HashesIn(leaves);

    /// <summary>The leaves behind a bottom tile; null where there are not so many.</summary>
    internal byte[]? Bundle(LogTile tile) => Slice(entries, tile) is { } slice ? KeysLog.Bundle(slice) : null;

    /// <summary>Salts and entries behind a bottom tile. What speaks of who read what stays closed: of two days alike nobody may see that they are alike.</summary>
    internal byte[]? Openings(LogTile tile) => Slice(openings, tile) is { } slice ? KeysLog.Bundle(slice.Select(Shown)) : null;

    private static ReadOnlyMemory<byte> Shown(byte[] opening) => Read(opening).Kind == KeysEntryKind.AccessHead ? default : opening;

    private static T[]? Slice<T>(T[] items, LogTile tile)
    {
        var first = tile.Index * LogTile.FullWidth;
        return first + tile.Width <= items.Length ? items[first..(first + tile.Width)] : null;
    }

    private static KeysEntry Read(byte[] opening) =>
        KeysEntry.TryOpen(opening, out var entry, out var failure) ? entry : throw new InvalidDataException($"an entry of the keys log is damaged: {failure.Name()}");
}
