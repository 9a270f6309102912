using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>Ids of reports, objects, officers and vault keys: sixteen random bytes, never all 00 or all FF.</summary>
public static class ObjectIds
{
    /// <summary>A new id.</summary>
    public static Id16 Create(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        Span<byte> bytes = stackalloc byte[Id16.Size];
        Id16 id;
        do
        {
            entropy.Fill(bytes);
            id = Id16.From(bytes);
        }
        while (!id.NamesAnOfficer);
        return id;
    }
}
