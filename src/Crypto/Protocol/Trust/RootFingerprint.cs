using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>The first 100 bits of H("sic1/root", root_pk) as 20 Crockford symbols in five groups of four: what stands on the poster (docs/protocol.md section 11).</summary>
public static class RootFingerprint
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;
    private const int Group = 4;

    /// <summary>For example "ABCD-EFGH-JKMN-PQRS-TVWX".</summary>
    public static string Of(ReadOnlySpan<byte> rootPublicKey)
    {
        var hash = Sic.Hash(Labels.Root, rootPublicKey).Span;
        var text = new System.Text.StringBuilder();
        for (var index = 0; index < Length; index++)
        {
            text.Append(index > 0 && index % Group == 0 ? "-" : "").Append(Symbols[FiveBits(hash, index * 5)]);
        }

        return text.ToString();
    }

    private static int FiveBits(ReadOnlySpan<byte> hash, int bit) =>
        (((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31;
}
