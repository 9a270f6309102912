using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>What a hostile server can do to the list of a case without any key: the same for reporters and officers, whose lists have one form.</summary>
internal static class HostileList
{
    /// <summary>Body and signature of the first two replies change places; each header keeps its own wrap.</summary>
    internal static byte[] Swap(byte[] list) => Rewrite(list, entries =>
    {
        var replies = entries.Where(IsReply).Take(2).ToArray();
        return entries.Select(entry => entry == replies[0] ? With(replies[0], replies[1]) : entry == replies[1] ? With(replies[1], replies[0]) : entry);

        static ObjectEntry With(ObjectEntry one, ObjectEntry other) => ObjectEntry.ForReader(
            one.PutDay, one.SignedHeader.HeaderBytes.Span, one.Wrap.Span, other.Body.Span, other.SignedHeader.Signature.Span);
    });

    internal static byte[] OmitFirstReply(byte[] list) => Rewrite(list, entries => entries.Except([entries.First(IsReply)]));

    internal static byte[] OmitLastReply(byte[] list) => Rewrite(list, entries => entries.Except([entries.Where(IsReply).MaxBy(entry => entry.Header.Sequence)!]));

    /// <summary>An answer that the server signs itself: the last reply, once more as the next of its chain.</summary>
    internal static byte[] AddOwn(byte[] list) => Rewrite(list, entries =>
    {
        var last = entries.Where(IsReply).MaxBy(entry => entry.Header.Sequence)!;
        return [.. entries.Except([last]), Forgery.SignedByAStranger(last)];
    });

    internal static byte[] Insert(byte[] list, ObjectEntry more) => Rewrite(list, entries => [.. entries, more]);

    /// <summary>The two replies of one day in the other order: bytes that no honest encoder writes.</summary>
    internal static byte[] Reorder(byte[] list)
    {
        var parsed = Parse(list);
        var entries = parsed.Entries.ToList();
        var first = entries.FindIndex(IsReply);
        (entries[first], entries[first + 1]) = (entries[first + 1], entries[first]);
        using var writer = new SicWriter();
        writer.Bytes(ObjectList.Magic).Day(parsed.Day).U32((uint)entries.Count);
        entries.ForEach(entry => writer.Bytes(entry.Encode()));
        writer.Count16(0);
        return writer.ToArray();
    }

    internal static byte[] Truncate(byte[] list) => list[..^100];

    /// <summary>u32 n ‖ list[n] ‖ noise, as intake answers, with another list.</summary>
    internal static byte[] Framed(byte[] answer, Func<byte[], byte[]> change)
    {
        var list = change(Unframe(answer));
        var changed = new byte[Math.Max(answer.Length, 4 + list.Length)];
        answer.CopyTo(changed, 0);
        BinaryPrimitives.WriteInt32BigEndian(changed, list.Length);
        list.CopyTo(changed, 4);
        return changed;
    }

    internal static byte[] Unframe(byte[] answer) => answer[4..(4 + BinaryPrimitives.ReadInt32BigEndian(answer))];

    internal static ObjectList Parse(byte[] list)
    {
        Assert.True(ObjectList.TryParse(list, out var parsed, out var failure), failure.Name());
        return parsed;
    }

    /// <summary>An object that never was in the list, as its put would have handed it to this reader.</summary>
    internal static ObjectEntry For(Id16 reader, SealedObject kept, CivilDay day) => ObjectEntry.ForReader(
        day, kept.SignedHeader.HeaderBytes.Span, kept.WrapFor(reader)!.Value.Span, kept.Body.Span, kept.Signature.Span);

    private static bool IsReply(ObjectEntry entry) => entry is { Form: EntryForm.ForReader, Header.Kind: ObjectKind.Reply };

    private static byte[] Rewrite(byte[] list, Func<IReadOnlyList<ObjectEntry>, IEnumerable<ObjectEntry>> change)
    {
        var parsed = Parse(list);
        return ObjectList.Encode(parsed.Day, change(parsed.Entries), parsed.Recoveries);
    }
}
