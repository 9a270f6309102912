using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>The first 100 bits of a hash as 20 Crockford symbols in five groups of four: short enough to read aloud, long enough not to be matched.</summary>
internal static class FingerprintText
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;
    private const int Group = 4;

    internal static string Of(Hash32 hash)
    {
        var text = new System.Text.StringBuilder();
        for (var index = 0; index < Length; index++)
        {
            text.Append(index > 0 && index % Group == 0 ? "-" : "").Append(Symbols[FiveBits(hash.Span, index * 5)]);
        }

        return text.ToString();
    }

    private static int FiveBits(ReadOnlySpan<byte> hash, int bit) =>
        (((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31;
}
