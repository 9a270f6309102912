using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>
/// Codes that open a door once: the set-up code and those of invitations. 128 bits in the form of a reference code; only a hash is ever kept. Tries of
/// one and the same wrong code are slowed, as sign-ins are, in buckets that nobody can fill for somebody else.
/// </summary>
internal sealed class OneTimeCodes(SignInSlowing slowing, IEntropy entropy)
{
    /// <summary>Bytes of a code's secret.</summary>
    internal const int SecretSize = ReferenceCode.SecretSize;

    /// <summary>What is kept of a code.</summary>
    internal static Hash32 HashOf(ReadOnlySpan<byte> secret) => Sic.Hash(Labels.Invitation, secret);

    /// <summary>A new secret of 16 bytes, which the caller hands out once and wipes.</summary>
    internal byte[] Create()
    {
        var secret = new byte[SecretSize];
        entropy.Fill(secret);
        return secret;
    }

    /// <summary>Counts a try. Returns 0 where it may proceed, else the seconds to wait.</summary>
    internal int Begin(Hash32 hash) => slowing.Begin(Id16.From(hash.Span[..Id16.Size]), known: false);

    /// <summary>Compares without telling where two hashes begin to differ.</summary>
    internal static bool Same(Hash32 left, Hash32 right) => CryptographicOperations.FixedTimeEquals(left.Span, right.Span);
}
