using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Testing;

/// <summary>What somebody makes who holds a signing key, but none that counts.</summary>
public static class Forgery
{
    /// <summary>The same object for the same reader, validly signed by a key that no directory lists.</summary>
    public static ObjectEntry SignedByAStranger(ObjectEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var stranger = OfficerSigningKey.Create(new SeededEntropy("a stranger"));
        var signature = stranger.Sign(Sic.Hash(Labels.SignObject, entry.SignedHeader.ObjectHash.Span).Span);
        return ObjectEntry.ForReader(entry.PutDay, entry.SignedHeader.HeaderBytes.Span, entry.Wrap.Span, entry.Body.Span, signature);
    }
}
