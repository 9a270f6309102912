using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Recovering;

/// <summary>An object of a report as it leaves the server for recovery.</summary>
/// <param name="Entry">Kind 1 whole with the wrap to recovery, and of everything else a stub: nobody needs other people's words to wrap a key anew.</param>
/// <param name="Wrap">Of a stub, the wrap to recovery without the shred layer, 1184 bytes; empty where there is none.</param>
public sealed record RecoverableObject(ObjectEntry Entry, ReadOnlyMemory<byte> Wrap)
{
    /// <summary>Takes away what recovery has no use for.</summary>
    /// <param name="entry">As the store hands it out to recovery.</param>
    public static RecoverableObject From(ObjectEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Form == EntryForm.Stub || entry.Header.Kind == ObjectKind.Report)
        {
            return new RecoverableObject(entry, default);
        }

        var signed = entry.SignedHeader;
        return new RecoverableObject(ObjectEntry.Stub(entry.PutDay, signed.HeaderBytes.Span, signed.BodyHash, signed.Signature.Span), entry.Wrap);
    }
}

/// <summary>A report of a request: u32 × { form u8 put_day u32 u32&lt;entry&gt; ‖ u8 ‖ wrap[1184] where that is 1 }, the reporter's chain and stream 0 of the others.</summary>
/// <param name="Objects">Kind 1 first, no note among them.</param>
public sealed record RecoverableReport(IReadOnlyList<RecoverableObject> Objects)
{
    /// <summary>Kind 1.</summary>
    public ObjectEntry Report => Objects[0].Entry;

    /// <summary>Puts kind 1 first; null where it is not among them.</summary>
    public static RecoverableReport? From(IEnumerable<ObjectEntry> entries)
    {
        var objects = entries.Where(entry => entry.Header.Stream == 0)
            .OrderBy(entry => entry.Header.Kind != ObjectKind.Report).ThenBy(entry => entry.Header.Author).ThenBy(entry => entry.Header.Sequence)
            .Select(RecoverableObject.From).ToList();
        return objects is [{ Entry: { Form: EntryForm.ForReader, Header.Kind: ObjectKind.Report } }, ..] ? new RecoverableReport(objects) : null;
    }

    internal void Write(SicWriter writer)
    {
        writer.U32((uint)Objects.Count);
        foreach (var item in Objects)
        {
            item.Entry.Write(writer);
            writer.U8(item.Wrap.IsEmpty ? (byte)0 : (byte)1).Bytes(item.Wrap.Span);
        }
    }

    internal static RecoverableReport? Read(ref SicReader reader)
    {
        var count = reader.U32();
        var objects = new List<RecoverableObject>();
        for (var index = 0u; index < count && reader.Good; index++)
        {
            if (ReadObject(ref reader, first: index == 0) is { } item)
            {
                objects.Add(item);
            }
        }

        reader.Require(objects.Count > 0);
        return reader.Good ? new RecoverableReport(objects) : null;
    }

    private static RecoverableObject? ReadObject(ref SicReader reader, bool first)
    {
        if (ObjectEntry.Read(ref reader) is not { } entry)
        {
            return null;
        }

        var isReport = entry is { Form: EntryForm.ForReader, Header.Kind: ObjectKind.Report };
        reader.Require(first ? isReport : entry.Form == EntryForm.Stub && entry.Header is { Stream: 0, Kind: not ObjectKind.Report });
        var has = reader.U8();
        reader.Require(has <= (first || entry.Header.Kind.IsClear() ? 0 : 1));
        return new RecoverableObject(entry, has == 1 ? reader.Bytes(SealedObject.WrapSize) : default);
    }
}
