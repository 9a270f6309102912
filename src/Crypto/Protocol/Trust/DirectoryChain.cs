using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>What an entry of the chain is.</summary>
public enum ChainEntryKind : byte
{
    /// <summary>sicD.</summary>
    Directory = 1,

    /// <summary>sicT or sicJ.</summary>
    RootChange = 2,
}

/// <summary>One statement of the chain, as it is stored.</summary>
public sealed record ChainEntry(ChainEntryKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Every directory and root change there was, oldest first (GET /d/chain): "sicH" ‖ u16 × {kind u8, u32 length ‖ bytes}. Fetched by officers, and by
/// reporters after a code was typed, to judge objects under older directories.
/// </summary>
public sealed record DirectoryChain(IReadOnlyList<ChainEntry> Entries)
{
    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicH"u8;

    /// <summary>No chain is longer, in bytes.</summary>
    public const int MaximumSize = 16 * 1024 * 1024;

    /// <summary>Encodes entries that stand in order.</summary>
    public byte[] Encode()
    {
        using var writer = new SicWriter(16 * 1024);
        writer.Bytes(Magic).Count16(Entries.Count);
        foreach (var entry in Entries)
        {
            writer.U8((byte)entry.Kind).LongVector(entry.Bytes.Span);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a chain; nothing in it is verified.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out DirectoryChain? chain, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        reader.Magic(Magic);
        var entries = ReadEntries(ref reader);
        chain = reader.Finish() ? new DirectoryChain(entries) : null;
        failure = reader.Failure;
        return chain is not null;
    }

    private static List<ChainEntry> ReadEntries(ref SicReader reader)
    {
        var count = reader.U16();
        var entries = new List<ChainEntry>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            var kind = reader.U8();
            reader.Require(kind is 1 or 2, FailureClass.UnknownKind);
            entries.Add(new ChainEntry((ChainEntryKind)kind, reader.LongVector(UntrustedDirectory.MaximumSize)));
        }

        return entries;
    }
}
