using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// The nonce both hosts hand out before a login: u32 unix minute ‖ random[16] ‖ HMAC-SHA256[32] over the first twenty bytes; 52 bytes. Nothing is
/// stored: the key proves that we made it, the minute that it is young.
/// </summary>
public static class LoginNonce
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 52;

    /// <summary>For how long a nonce serves.</summary>
    public const int Minutes = 5;

    private const int Stamp = 20;

    /// <summary>A new nonce.</summary>
    /// <param name="key">HMAC key of the host, 32 bytes, renewed daily.</param>
    /// <param name="now">The host's clock.</param>
    /// <param name="entropy">Sixteen bytes are drawn.</param>
    public static byte[] Create(ReadOnlySpan<byte> key, DateTimeOffset now, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var nonce = new byte[Size];
        BinaryPrimitives.WriteUInt32BigEndian(nonce, Minute(now));
        entropy.Fill(nonce.AsSpan(4, 16));
        HMACSHA256.HashData(key, nonce.AsSpan(0, Stamp), nonce.AsSpan(Stamp));
        return nonce;
    }

    /// <summary>True for a nonce made with this key at most five minutes ago.</summary>
    public static bool Check(ReadOnlySpan<byte> key, DateTimeOffset now, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length != Size)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, nonce[..Stamp], expected);
        var genuine = CryptographicOperations.FixedTimeEquals(expected, nonce[Stamp..]);
        var age = (long)Minute(now) - BinaryPrimitives.ReadUInt32BigEndian(nonce);
        return genuine && age is >= 0 and <= Minutes;
    }

    private static uint Minute(DateTimeOffset now) => checked((uint)(now.ToUnixTimeSeconds() / 60));
}
