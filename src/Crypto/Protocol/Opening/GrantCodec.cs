using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What stands inside a grant: newcomer[16] key_id[16] scope u8 object_ids u16×[16] (sorted) reason T.</summary>
internal static class GrantCodec
{
    internal static void Write(SicWriter writer, OpenedContent.Grant grant)
    {
        writer.Id(grant.Newcomer).Id(grant.KeyId).U8((byte)grant.Scope);
        SortedIds.Write(writer, grant.ObjectIds);
        writer.Text(grant.Reason);
    }

    internal static OpenedContent.Grant Read(ref SicReader reader)
    {
        var (newcomer, keyId, scope) = (reader.Id(), reader.Id(), reader.U8());
        reader.Require(scope is (byte)GrantScope.Joins or (byte)GrantScope.TheseOnly);
        var ids = SortedIds.Read(ref reader);
        var reason = reader.Text(BodyBuckets.MaximumContent);
        return new OpenedContent.Grant(newcomer, keyId, (GrantScope)scope, ids, Utf8Text.TryCreate(reason.Span.ToArray(), out var copy) ? copy : default);
    }
}
