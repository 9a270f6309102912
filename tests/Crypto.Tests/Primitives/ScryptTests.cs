using System.Text;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Tests.Primitives;

public sealed class ScryptTests
{
    /// <summary>RFC 7914 section 12, the cases with r = 8 and p = 1: the first 32 of their 64 bytes.</summary>
    [Theory]
    [InlineData("pleaseletmein", "SodiumChloride", 14, "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")]
    public void The_known_answer_comes_out(string passphrase, string salt, int cost, string expected)
    {
        using var key = Scrypt.Derive(Encoding.ASCII.GetBytes(passphrase), Encoding.ASCII.GetBytes(salt), cost);
        Assert.Equal(expected, Convert.ToHexStringLower(key.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public void A_cost_that_no_export_has_is_refused(int cost) => Assert.Throws<ArgumentOutOfRangeException>(() => Scrypt.Derive([1], [2], cost));
}
