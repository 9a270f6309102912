using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Logs;

/// <summary>How a log stands to what was seen of it before.</summary>
public enum LogStanding
{
    /// <summary>The same, or longer with the same beginning.</summary>
    Continues,

    /// <summary>It had more leaves.</summary>
    Shorter,

    /// <summary>It begins with other leaves.</summary>
    Forked,
}

/// <summary>A whole keys log as a client fetched it: its leaves give the signed root, and every opening is one of a leaf.</summary>
public sealed class KeysLog
{
    private readonly Hash32[] leaves;

    private KeysLog(Checkpoint checkpoint, Hash32[] leaves, IReadOnlyList<KeysEntry?> entries)
    {
        Checkpoint = checkpoint;
        this.leaves = leaves;
        Entries = entries;
    }

    public Checkpoint Checkpoint { get; }

    /// <summary>In the order of the log; null where an entry stays closed.</summary>
    public IReadOnlyList<KeysEntry?> Entries { get; }

    /// <summary>Puts bundles together.</summary>
    /// <param name="checkpoint">Verified.</param>
    /// <param name="entries">Bundles of entries, one for each bottom tile (c2sp.org/tlog-tiles): u16 length ‖ entry, …</param>
    /// <param name="openings">The same with openings; an empty one stands for a closed entry.</param>
    /// <param name="log">The log, or null.</param>
    /// <param name="failure">wrong-chain where the leaves do not give the root, wrong-commitment where an opening is not of its leaf.</param>
    public static bool TryPut(
        Checkpoint checkpoint, IReadOnlyList<ReadOnlyMemory<byte>> entries, IReadOnlyList<ReadOnlyMemory<byte>> openings, [NotNullWhen(true)] out KeysLog? log, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        log = null;
        if (ReadBundles(entries, checkpoint.Size, out failure) is not { } held || ReadBundles(openings, checkpoint.Size, out failure) is not { } opened)
        {
            return false;
        }

        failure = FailureClass.Malformed;
        if (held.Any(entry => entry.Length != Hash32.Size))
        {
            return false;
        }

        Hash32[] leaves = [.. held.Select(entry => MerkleTree.LeafHash(entry.Span))];
        failure = MerkleTree.Root(leaves) == checkpoint.Root ? FailureClass.None : FailureClass.WrongChain;
        if (failure != FailureClass.None || ReadOpenings(held, opened, out failure) is not { } read)
        {
            return false;
        }

        log = new KeysLog(checkpoint, leaves, read);
        return true;
    }

    /// <summary>u16 length ‖ item, …</summary>
    public static byte[] Bundle(IEnumerable<ReadOnlyMemory<byte>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var writer = new SicWriter();
        foreach (var item in items)
        {
            writer.Vector(item.Span);
        }

        return writer.ToArray();
    }

    /// <summary>Compares with a size and root that were seen before.</summary>
    public LogStanding Since(int size, Hash32 root) =>
        size > leaves.Length ? LogStanding.Shorter
        : MerkleTree.Root(leaves.AsSpan(0, size)) == root ? LogStanding.Continues
        : LogStanding.Forked;

    /// <summary>Every hash tile of this log, on all levels.</summary>
    public IEnumerable<LogTile> Tiles()
    {
        for (int level = 0, hashes = leaves.Length; hashes > 0 && level <= LogTile.MaximumLevel; level++, hashes /= LogTile.FullWidth)
        {
            foreach (var tile in LogTile.Bottom(hashes))
            {
                yield return tile with { Level = level };
            }
        }
    }

    /// <summary>The hashes of a tile; null where this log does not reach it.</summary>
    public byte[]? HashesOf(LogTile tile) => tile.HashesIn(leaves);

    /// <summary>Whether an entry of this kind speaks of this.</summary>
    public bool Holds(KeysEntryKind kind, Hash32 hash) => Entries.Any(entry => entry is not null && entry.Kind == kind && entry.Hash == hash);

    /// <summary>Whether this leaf is in the log, closed or not.</summary>
    public bool HoldsLeaf(Hash32 leaf) => Array.IndexOf(leaves, MerkleTree.LeafHash(leaf.Span)) >= 0;

    /// <summary>The last entry of a kind; null where there is none.</summary>
    public KeysEntry? Last(KeysEntryKind kind) => Entries.LastOrDefault(entry => entry?.Kind == kind);

    private static List<ReadOnlyMemory<byte>>? ReadBundles(IReadOnlyList<ReadOnlyMemory<byte>> bundles, int size, out FailureClass failure)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        failure = FailureClass.Malformed;
        var tiles = LogTile.Bottom(size).ToList();
        if (bundles.Count != tiles.Count)
        {
            return null;
        }

        foreach (var (bundle, tile) in bundles.Zip(tiles))
        {
            var reader = new SicReader(bundle);
            for (var at = 0; at < tile.Width; at++)
            {
                items.Add(reader.Vector(KeysEntry.OpeningSize));
            }

            if (!reader.Finish())
            {
                failure = reader.Failure;
                return null;
            }
        }

        failure = FailureClass.None;
        return items;
    }

    private static List<KeysEntry?>? ReadOpenings(List<ReadOnlyMemory<byte>> leaves, List<ReadOnlyMemory<byte>> openings, out FailureClass failure)
    {
        var entries = new List<KeysEntry?>();
        failure = FailureClass.None;
        foreach (var (leaf, opening) in leaves.Zip(openings))
        {
            if (opening.IsEmpty)
            {
                entries.Add(null);
                continue;
            }

            if (!KeysEntry.TryOpen(opening, out var entry, out failure))
            {
                return null;
            }

            if (!KeysEntry.LeafOf(opening.Span).Span.SequenceEqual(leaf.Span))
            {
                failure = FailureClass.WrongCommitment;
                return null;
            }

            entries.Add(entry);
        }

        return entries;
    }
}
