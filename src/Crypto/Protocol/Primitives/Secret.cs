using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>
/// Secret bytes (a symmetric key, a pseudo-random key, a seed): an array the collector cannot copy, zeroed on Dispose.
/// There is deliberately no conversion to text, and no equality other than the constant-time one.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] bytes;
    private bool disposed;

    internal Secret(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        bytes = GC.AllocateArray<byte>(length, pinned: true);
    }

    /// <summary>A secret whose owner forgot it is still wiped before its memory is used again.</summary>
    ~Secret() => CryptographicOperations.ZeroMemory(bytes);

    /// <summary>Length in bytes.</summary>
    public int Length => bytes.Length;

    /// <summary>The bytes, valid until Dispose.</summary>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return bytes;
        }
    }

    /// <summary>The bytes for whoever fills them right after construction.</summary>
    internal Span<byte> Writable
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return bytes;
        }
    }

    /// <summary>Fresh random bytes.</summary>
    public static Secret Create(IEntropy entropy, int length)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var secret = new Secret(length);
        entropy.Fill(secret.bytes);
        return secret;
    }

    /// <summary>A copy of bytes that the caller goes on owning (and wiping).</summary>
    public static Secret Copy(ReadOnlySpan<byte> source)
    {
        var secret = new Secret(source.Length);
        source.CopyTo(secret.bytes);
        return secret;
    }

    /// <summary>Compares in constant time; different lengths are unequal.</summary>
    public bool FixedTimeEquals(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(Span, other);

    /// <inheritdoc />
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(bytes);
        GC.SuppressFinalize(this);
    }

    /// <summary>Names the type, never the content.</summary>
    public override string ToString() => nameof(Secret);
}
