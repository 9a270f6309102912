using System.Numerics;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Logs;

/// <summary>The hash tree of a log (RFC 6962 section 2.1, SHA-256): leaves and inner nodes are told apart by their first byte.</summary>
public static class MerkleTree
{
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    /// <summary>SHA-256(00 ‖ entry).</summary>
    public static Hash32 LeafHash(ReadOnlySpan<byte> entry) => Hash(LeafMark, entry, []);

    /// <summary>The root over these leaf hashes; of none, the hash of nothing.</summary>
    public static Hash32 Root(ReadOnlySpan<Hash32> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.IsEmpty ? Hash32.From(SHA256.HashData([])) : leaves[0];
        }

        // The left side is the largest power of two below the size, so that it never changes again once it is full.
        var left = 1 << BitOperations.Log2((uint)leaves.Length - 1);
        return Hash(NodeMark, Root(leaves[..left]).Span, Root(leaves[left..]).Span);
    }

    private static Hash32 Hash(byte mark, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([mark]);
        hash.AppendData(first);
        hash.AppendData(second);
        return Hash32.From(hash.GetHashAndReset());
    }
}
