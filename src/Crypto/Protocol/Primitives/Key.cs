using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>A private key, opaque and bound to one algorithm. Dispose wipes it; afterwards every use throws.</summary>
public sealed class Key : IDisposable
{
    private readonly KeyHandle handle;
    private readonly KeyExportPolicy policy;
    private bool disposed;

    private Key(Algorithm algorithm, KeyHandle handle, PublicKey publicKey, KeyExportPolicy policy)
    {
        Algorithm = algorithm;
        PublicKey = publicKey;
        this.handle = handle;
        this.policy = policy;
    }

    /// <summary>The algorithm this key belongs to.</summary>
    public Algorithm Algorithm { get; }

    /// <summary>The public half; it outlives this object.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Makes a new key from fresh randomness.</summary>
    public static Key Create(Algorithm algorithm, IEntropy entropy, KeyExportPolicy policy = KeyExportPolicy.None)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        using var seed = Secret.Create(entropy, algorithm.SeedSize);
        return Import(algorithm, seed.Span, policy);
    }

    /// <summary>
    /// Makes the key that belongs to a seed of <see cref="Algorithm.SeedSize"/> bytes (every such value is valid). The caller wipes the seed.
    /// </summary>
    public static Key Import(Algorithm algorithm, ReadOnlySpan<byte> seed, KeyExportPolicy policy = KeyExportPolicy.None)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (seed.Length != algorithm.SeedSize)
        {
            throw Errors.WrongLength(nameof(seed), algorithm.SeedSize);
        }

        var publicKey = new byte[algorithm.PublicKeySize];
        var handle = algorithm.ImportCore(seed, publicKey, policy);
        return new Key(algorithm, handle, PublicKey.FromTrusted(algorithm, publicKey), policy);
    }

    /// <summary>The seed, where the maker of the key allowed that.</summary>
    public Secret ExportSeed()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (policy != KeyExportPolicy.AllowPlaintextExport)
        {
            throw Errors.ExportNotAllowed();
        }

        var seed = new Secret(Algorithm.SeedSize);
        handle.Export(seed.Writable);
        return seed;
    }

    /// <summary>The adapter's handle, if this key is alive and of that algorithm.</summary>
    internal KeyHandle HandleFor(Algorithm algorithm)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return ReferenceEquals(algorithm, Algorithm) ? handle : throw Errors.OtherAlgorithm("key");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            handle.Dispose();
        }
    }

    /// <summary>Names the type and algorithm, never the content.</summary>
    public override string ToString() => $"{nameof(Key)}({Algorithm.Name})";
}
