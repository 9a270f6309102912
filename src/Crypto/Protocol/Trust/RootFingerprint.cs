using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>The fingerprint of H("sic1/root", root_pk): what stands on the poster (docs/protocol.md section 11).</summary>
public static class RootFingerprint
{
    /// <summary>For example "ABCD-EFGH-JKMN-PQRS-TVWX".</summary>
    public static string Of(ReadOnlySpan<byte> rootPublicKey) => FingerprintText.Of(Sic.Hash(Labels.Root, rootPublicKey));
}

/// <summary>The fingerprint of H("sic1/isk", isk_pk): what an officer reads to the root holders before they sign (docs/protocol.md section 20).</summary>
public static class OfficerFingerprint
{
    /// <summary>Of the same shape as the root's; a label of its own, so that neither can be taken for the other.</summary>
    public static string Of(ReadOnlySpan<byte> signingPublicKey) => FingerprintText.Of(Sic.Hash(Labels.OfficerFingerprint, signingPublicKey));
}
