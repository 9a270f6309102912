using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>
/// Seals a vault: nonce[12] ‖ AES-256-GCM(VK, u32 n ‖ content ‖ zeros to a multiple of 4096), aad = officer_id ‖ vk_id ‖ version u64. The version stands
/// in the associated data, so an older vault cannot be passed off as the newest one.
/// </summary>
public static class VaultSealing
{
    /// <summary>The plaintext is a multiple of this, in bytes.</summary>
    public const int Block = 4096;

    private const int CountSize = 4;

    /// <summary>Seals under a version, one above the stored one.</summary>
    public static byte[] Seal(VaultContent content, VaultKey key, ulong version, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new SicWriter(8 * Block);
        VaultCodec.Write(writer, content);
        var padded = Pad(writer.Written);
        try
        {
            return SealedBytes.Seal(key.Key, AssociatedData(content.OfficerId, key.Id, version), padded, entropy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    internal static byte[] AssociatedData(Id16 officerId, Id16 vaultKeyId, ulong version)
    {
        using var writer = new SicWriter(64);
        return writer.Id(officerId).Id(vaultKeyId).U64(version).ToArray();
    }

    private static byte[] Pad(ReadOnlySpan<byte> content)
    {
        var padded = new byte[(content.Length + CountSize + Block - 1) / Block * Block];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(padded, (uint)content.Length);
        content.CopyTo(padded.AsSpan(CountSize));
        return padded;
    }
}
