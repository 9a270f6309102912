using System.Buffers.Binary;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Intake.Host.Security;

/// <summary>Hands out and recognises login nonces without storing any. Every intake process of the data folder derives the same key for a day.</summary>
internal sealed class LoginNonces(byte[] secret, TimeProvider clock, IEntropy entropy)
{
    internal byte[] Create()
    {
        var now = clock.GetUtcNow();
        var key = KeyOf(now);
        try
        {
            return LoginNonce.Create(key, now, entropy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>True for a nonce of the last five minutes; around midnight the key of the day before still counts.</summary>
    internal bool Check(ReadOnlySpan<byte> nonce)
    {
        var now = clock.GetUtcNow();
        return Check(KeyOf(now), now, nonce) | Check(KeyOf(now.AddMinutes(-LoginNonce.Minutes)), now, nonce);
    }

    private static bool Check(byte[] key, DateTimeOffset now, ReadOnlySpan<byte> nonce)
    {
        var good = LoginNonce.Check(key, now, nonce);
        CryptographicOperations.ZeroMemory(key);
        return good;
    }

    private byte[] KeyOf(DateTimeOffset instant)
    {
        Span<byte> day = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(day, instant.ToUnixTimeSeconds() / 86_400);
        return HMACSHA256.HashData(secret, day);
    }
}
