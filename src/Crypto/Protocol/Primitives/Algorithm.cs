namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>
/// A family member that keys are bound to (after NSec's shape): a key made for one algorithm is refused by every other.
/// Instances are singletons, compared by reference.
/// </summary>
public abstract class Algorithm
{
    private protected Algorithm(string name, int seedSize, int publicKeySize)
    {
        Name = name;
        SeedSize = seedSize;
        PublicKeySize = publicKeySize;
    }

    /// <summary>The algorithm's name as in the specification.</summary>
    public string Name { get; }

    /// <summary>Bytes of the private key as it is imported and exported.</summary>
    public int SeedSize { get; }

    /// <summary>Bytes of the public key.</summary>
    public int PublicKeySize { get; }

    /// <inheritdoc />
    public sealed override string ToString() => Name;

    /// <summary>Imports a seed whose length was checked and writes the public key.</summary>
    internal abstract KeyHandle ImportCore(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy);

    /// <summary>Says whether bytes of the right length are an acceptable public key.</summary>
    internal abstract bool IsPublicKeyCore(ReadOnlySpan<byte> publicKey);
}
