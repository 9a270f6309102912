using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Sharing;

public sealed class SecretSharingTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(5, 5)]
    public void Any_k_shares_recombine_through_their_printed_form_and_other_numbers_do_not(int threshold, int count)
    {
        using var secret = Secret.Create(new SeededEntropy("secret"), SecretSharing.SecretSize);
        var shares = SecretSharing.Split(secret, threshold, count, new SeededEntropy("shares")).Select(Reprint).ToList();
        for (var chosen = 0; chosen < 1 << count; chosen++)
        {
            var some = shares.Where((_, i) => ((chosen >> i) & 1) == 1).Reverse().ToList();
            var verdict = SecretSharing.TryRecombine(some, out var again);
            Assert.Equal(some.Count == threshold ? FailureClass.None : FailureClass.WrongKey, verdict);
            Assert.Equal(some.Count == threshold, again?.FixedTimeEquals(secret.Span) ?? false);
        }
    }

    [Fact]
    public void Shares_of_different_splittings_or_repeated_ones_are_refused()
    {
        using var secret = Secret.Create(new SeededEntropy("secret"), SecretSharing.SecretSize);
        var first = SecretSharing.Split(secret, 2, 3, new SeededEntropy("a"));
        var second = SecretSharing.Split(secret, 2, 3, new SeededEntropy("b"));
        Assert.Equal(FailureClass.WrongKey, SecretSharing.TryRecombine([first[0], second[1]], out _));
        Assert.Equal(FailureClass.WrongKey, SecretSharing.TryRecombine([first[0], first[0]], out _));
        Assert.Equal(FailureClass.WrongKey, SecretSharing.TryRecombine([], out _));
    }

    [Fact]
    public void A_forged_share_with_a_fitting_crc_is_refused_by_the_tag()
    {
        using var secret = Secret.Create(new SeededEntropy("secret"), SecretSharing.SecretSize);
        var shares = SecretSharing.Split(secret, 2, 3, new SeededEntropy("a"));
        var bytes = shares[1].Span.ToArray();
        bytes[10] ^= 1;
        Crc32.Write(bytes.AsSpan(0, Share.Size - Crc32.Size), bytes.AsSpan(Share.Size - Crc32.Size));
        Assert.Equal(FailureClass.None, Share.TryParse(bytes, out var forged));
        Assert.Equal(FailureClass.WrongKey, SecretSharing.TryRecombine([shares[0], forged!], out _));
    }

    [Fact]
    public void Every_wrong_symbol_on_paper_is_found()
    {
        using var secret = Secret.Create(new SeededEntropy("secret"), SecretSharing.SecretSize);
        var text = Text(SecretSharing.Split(secret, 2, 3, new SeededEntropy("a"))[0]);
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var symbol in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(s => text[i] != '-' && s != text[i]))
            {
                Assert.NotEqual(FailureClass.None, ShareText.TryRead(text[..i] + symbol + text[(i + 1)..], out _));
            }
        }
    }

    [Fact]
    public void Text_that_is_no_share_is_malformed()
    {
        foreach (var typed in new[] { "", "0000", new string('0', 76), new string('0', 77), "U", new string('Z', 76) })
        {
            Assert.NotEqual(FailureClass.None, ShareText.TryRead(typed, out var share));
            Assert.Null(share);
        }
    }

    /// <summary>One share of two tells nothing: over many splittings of one secret each byte of a share takes every value about equally often.</summary>
    [Fact]
    public void A_single_share_does_not_depend_on_the_secret()
    {
        using var secret = Secret.Copy(new byte[SecretSharing.SecretSize]);
        var entropy = new SeededEntropy("many");
        var counts = new int[256];
        for (var i = 0; i < 500; i++)
        {
            foreach (var value in SecretSharing.Split(secret, 2, 2, entropy)[0].Value)
            {
                counts[value]++;
            }
        }

        Assert.All(counts, n => Assert.InRange(n, 25, 110));
    }

    [Fact]
    public void The_field_has_inverses_and_the_crc_its_check_value()
    {
        for (var a = 1; a < 256; a++)
        {
            Assert.Equal(1, GaloisField.Multiply((byte)a, GaloisField.Inverse((byte)a)));
        }

        Assert.Equal(0xC1, GaloisField.Multiply(0x57, 0x83));
        var crc = new byte[4];
        Crc32.Write("123456789"u8, crc);
        Assert.Equal("CBF43926", Convert.ToHexString(crc));
    }

    private static Share Reprint(Share share)
    {
        Assert.Equal(FailureClass.None, ShareText.TryRead(Text(share).ToLowerInvariant().Replace('-', ' '), out var again));
        return again!;
    }

    private static string Text(Share share)
    {
        Span<char> text = stackalloc char[ShareText.TextLength];
        ShareText.Format(share, text);
        return text.ToString();
    }
}
