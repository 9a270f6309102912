using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>
/// All that a host hands out of one report: "sicL" ‖ day u32 (the server's civil day) ‖ u32 count ‖ entries, ordered by put day, author, stream and
/// sequence ‖ u16 count ‖ recovery statements of 172 bytes, ordered by newcomer. The order of arrival within a day is in no answer.
/// </summary>
/// <param name="Day">The server's civil day.</param>
/// <param name="Entries">In canonical order.</param>
public sealed record ObjectList(CivilDay Day, IReadOnlyList<ObjectEntry> Entries)
{
    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicL"u8;

    /// <summary>No list is longer, in bytes (64 MiB).</summary>
    public const int MaximumSize = 64 * 1024 * 1024;

    /// <summary>Whom recovery let in, by newcomer; nothing in them is verified.</summary>
    public IReadOnlyList<RecoveryStatement> Recoveries { get; private init; } = [];

    /// <summary>Sorts and encodes.</summary>
    public static byte[] Encode(CivilDay day, IEnumerable<ObjectEntry> entries) => Encode(day, entries, []);

    /// <summary>Sorts and encodes.</summary>
    public static byte[] Encode(CivilDay day, IEnumerable<ObjectEntry> entries, IEnumerable<RecoveryStatement> recoveries)
    {
        var ordered = entries.Order(Comparer<ObjectEntry>.Create(Compare)).ToList();
        using var writer = new SicWriter(4096);
        writer.Bytes(Magic).Day(day).U32((uint)ordered.Count);
        foreach (var entry in ordered)
        {
            entry.Write(writer);
        }

        var sorted = recoveries.OrderBy(recovery => recovery.Newcomer).ToList();
        writer.Count16(sorted.Count);
        sorted.ForEach(recovery => writer.Bytes(recovery.Bytes.Span));
        return writer.ToArray();
    }

    /// <summary>Reads a list; the entries are checked for structure only.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ObjectList? list, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        reader.Magic(Magic);
        var day = reader.Day();
        var entries = ReadEntries(ref reader);
        var recoveries = ReadRecoveries(ref reader);
        list = reader.Finish() ? new ObjectList(day, entries) { Recoveries = recoveries } : null;
        failure = reader.Failure;
        return list is not null;
    }

    private static List<RecoveryStatement> ReadRecoveries(ref SicReader reader)
    {
        var count = reader.U16();
        var recoveries = new List<RecoveryStatement>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            var bytes = reader.Bytes(RecoveryStatement.Size);
            if (!reader.Good)
            {
                break;
            }

            reader.Require(RecoveryStatement.TryParse(bytes, out var recovery, out var failure), failure);
            reader.Require(recovery is null || recoveries.Count == 0 || recoveries[^1].Newcomer < recovery.Newcomer, FailureClass.NotCanonical);
            recoveries.AddRange(recovery is null ? [] : [recovery]);
        }

        return recoveries;
    }

    private static List<ObjectEntry> ReadEntries(ref SicReader reader)
    {
        var count = reader.U32();
        var entries = new List<ObjectEntry>();
        for (var index = 0u; index < count && reader.Good; index++)
        {
            if (ObjectEntry.Read(ref reader) is not { } entry)
            {
                break;
            }

            reader.Require(entries.Count == 0 || Compare(entries[^1], entry) < 0, FailureClass.NotCanonical);
            entries.Add(entry);
        }

        return entries;
    }

    private static int Compare(ObjectEntry left, ObjectEntry right)
    {
        var byDay = left.PutDay.CompareTo(right.PutDay);
        var byChain = byDay != 0 ? byDay : new ChainHead(left.Header.Author, left.Header.Stream, 0, default)
            .CompareTo(new ChainHead(right.Header.Author, right.Header.Stream, 0, default));
        var bySequence = byChain != 0 ? byChain : left.Header.Sequence.CompareTo(right.Header.Sequence);
        return bySequence != 0 ? bySequence : left.SignedHeader.ObjectHash.CompareTo(right.SignedHeader.ObjectHash);
    }
}
