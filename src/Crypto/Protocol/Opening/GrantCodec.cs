using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What stands inside a grant: newcomer[16] key_id[16] scope u8 object_ids u16×[16] (sorted) reason T.</summary>
internal static class GrantCodec
{
    internal static void Write(SicWriter writer, OpenedContent.Grant grant)
    {
        writer.Id(grant.Newcomer).Id(grant.KeyId).U8((byte)grant.Scope).Count16(grant.ObjectIds.Count);
        foreach (var id in grant.ObjectIds.Order())
        {
            writer.Id(id);
        }

        writer.Text(grant.Reason);
    }

    internal static OpenedContent.Grant Read(ref SicReader reader)
    {
        var (newcomer, keyId, scope) = (reader.Id(), reader.Id(), reader.U8());
        reader.Require(scope is (byte)GrantScope.Joins or (byte)GrantScope.TheseOnly);
        var count = reader.U16();
        reader.Require(count * Id16.Size <= reader.Left);
        var ids = new List<Id16>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            var id = reader.Id();
            reader.Require(index == 0 || ids[^1] < id, FailureClass.NotCanonical);
            ids.Add(id);
        }

        var reason = reader.Text(BodyBuckets.MaximumContent);
        return new OpenedContent.Grant(newcomer, keyId, (GrantScope)scope, ids, Utf8Text.TryCreate(reason.Span.ToArray(), out var copy) ? copy : default);
    }
}
