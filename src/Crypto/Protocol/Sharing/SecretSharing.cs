using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Sharing;

// Shamir's secret sharing over GF(2^8)
//
//   Reference   A. Shamir, How to share a secret (1979); docs/protocol.md section 14
//   Secret      32 bytes; every byte is the constant term of its own polynomial of degree k - 1
//   Share       the polynomials' values at the share's index (1 to n)
//   Any k shares give the secret; fewer say nothing about it.
/// <summary>Splits the recovery seed into shares and recombines them.</summary>
public static class SecretSharing
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretSize = 32;

    /// <summary>The most shares of one secret: enough for any organisation, few enough to try every combination.</summary>
    public const int MaximumShares = 10;

    /// <summary>
    /// Splits into <paramref name="count"/> shares of which <paramref name="threshold"/> recombine (2 ≤ threshold ≤ count ≤ 10). Before
    /// any is handed out, every combination of that many was recombined and compared. The caller disposes the shares.
    /// </summary>
    public static IReadOnlyList<Share> Split(Secret secret, int threshold, int count, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(entropy);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretSize, nameof(secret));
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumShares);
        Span<byte> group = stackalloc byte[Share.GroupSize];
        entropy.Fill(group);
        using var coefficients = Secret.Create(entropy, (threshold - 1) * SecretSize);
        var shares = new List<Share>(count);
        for (var index = 1; index <= count; index++)
        {
            using var value = Evaluate(secret, coefficients, threshold, (byte)index);
            shares.Add(new Share(group, (byte)index, (byte)threshold, value.Span, Share.TagOf(secret.Span, group)));
        }

        DemandEveryCombination(shares, threshold, secret);
        return shares;
    }

    /// <summary>
    /// Recombines exactly as many shares as the threshold says. Fails with wrong key when they are too few, too many, repeated or of
    /// different groups, or when the result does not carry their tag (a share was forged or belongs to another secret).
    /// </summary>
    public static FailureClass TryRecombine(IReadOnlyList<Share> shares, out Secret? secret)
    {
        ArgumentNullException.ThrowIfNull(shares);
        secret = null;
        if (!BelongTogether(shares))
        {
            return FailureClass.WrongKey;
        }

        var result = Interpolate(shares);
        if (!shares.All(share => share.CarriesTagOf(result.Span)))
        {
            result.Dispose();
            return FailureClass.WrongKey;
        }

        secret = result;
        return FailureClass.None;
    }

    private static bool BelongTogether(IReadOnlyList<Share> shares) =>
        shares.Count > 0
        && shares.Count == shares[0].Threshold
        && shares.All(share => share.IsOfGroup(shares[0]))
        && shares.Select(share => share.Index).Distinct().Count() == shares.Count;

    /// <summary>Horner's rule at x = index, highest coefficient first.</summary>
    private static Secret Evaluate(Secret secret, Secret coefficients, int threshold, byte index)
    {
        var value = new Secret(SecretSize);
        for (var i = 0; i < SecretSize; i++)
        {
            byte sum = 0;
            for (var power = threshold - 2; power >= 0; power--)
            {
                sum = GaloisField.Multiply((byte)(sum ^ coefficients.Span[(power * SecretSize) + i]), index);
            }

            value.Writable[i] = (byte)(sum ^ secret.Span[i]);
        }

        return value;
    }

    /// <summary>Lagrange's formula at x = 0; indices are public.</summary>
    private static Secret Interpolate(IReadOnlyList<Share> shares)
    {
        var result = new Secret(SecretSize);
        foreach (var share in shares)
        {
            byte weight = 1;
            foreach (var other in shares.Where(other => other.Index != share.Index))
            {
                weight = GaloisField.Multiply(weight, other.Index);
                weight = GaloisField.Multiply(weight, GaloisField.Inverse((byte)(other.Index ^ share.Index)));
            }

            for (var i = 0; i < SecretSize; i++)
            {
                result.Writable[i] ^= GaloisField.Multiply(share.Value[i], weight);
            }
        }

        return result;
    }

    private static void DemandEveryCombination(List<Share> shares, int threshold, Secret secret)
    {
        for (var chosen = 0; chosen < 1 << shares.Count; chosen++)
        {
            if (int.PopCount(chosen) != threshold)
            {
                continue;
            }

            var some = shares.Where((_, i) => (chosen >> i & 1) == 1).ToList();
            var verdict = TryRecombine(some, out var again);
            using (again)
            {
                if (verdict != FailureClass.None || !again!.FixedTimeEquals(secret.Span))
                {
                    throw new InvalidOperationException("A combination of shares did not give the secret back; no share may be handed out.");
                }
            }
        }
    }
}
