using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>u16 × id[16], ascending and each once: one way only to write a set.</summary>
internal static class SortedIds
{
    internal static void Write(SicWriter writer, IReadOnlyCollection<Id16> ids)
    {
        writer.Count16(ids.Count);
        foreach (var id in ids.Order())
        {
            writer.Id(id);
        }
    }

    internal static List<Id16> Read(ref SicReader reader)
    {
        var count = reader.U16();
        reader.Require(count * Id16.Size <= reader.Left);
        var ids = new List<Id16>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            var id = reader.Id();
            reader.Require(index == 0 || ids[^1] < id, FailureClass.NotCanonical);
            ids.Add(id);
        }

        return ids;
    }
}
