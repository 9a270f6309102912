using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Platform;

/// <summary>The operating system's generator: the one source of randomness of a running process.</summary>
public sealed class SystemEntropy : IEntropy
{
    private SystemEntropy()
    {
    }

    /// <summary>The single instance. It holds no state and may be used from every thread.</summary>
    public static SystemEntropy Instance { get; } = new();

    /// <inheritdoc />
    public void Fill(Span<byte> destination)
    {
#pragma warning disable RS0030 // This is the one place where the system's randomness is named; all else takes an IEntropy.
        RandomNumberGenerator.Fill(destination);
#pragma warning restore RS0030
    }
}
