using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>Key encapsulation. One member: <see cref="XWing"/>.</summary>
public abstract class KemAlgorithm : Algorithm
{
    private protected KemAlgorithm(string name, int seedSize, int publicKeySize, int encapsulationSize, int randomnessSize)
        : base(name, seedSize, publicKeySize)
    {
        EncapsulationSize = encapsulationSize;
        RandomnessSize = randomnessSize;
    }

    /// <summary>X-Wing: ML-KEM-768 and X25519 together; secure while either holds.</summary>
    public static KemAlgorithm XWing { get; } = new XWingAlgorithm();

    /// <summary>Bytes that are sent.</summary>
    public int EncapsulationSize { get; }

    /// <summary>Random bytes an encapsulation takes.</summary>
    internal int RandomnessSize { get; }

    /// <summary>
    /// Makes a shared secret for the holder of the key and writes what to send. Null when the key's X25519 part is of low order.
    /// </summary>
    public Secret? Encapsulate(PublicKey recipient, IEntropy entropy, Span<byte> encapsulation)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (encapsulation.Length != EncapsulationSize)
        {
            throw Errors.WrongLength(nameof(encapsulation), EncapsulationSize);
        }

        using var randomness = Secret.Create(entropy, RandomnessSize);
        return EncapsulateCore(recipient.SpanFor(this), randomness.Span, encapsulation);
    }

    /// <summary>
    /// The shared secret of an encapsulation. One made for another key gives a secret that fits nothing; null stands for a wrong
    /// length or an X25519 part of low order.
    /// </summary>
    public Secret? Decapsulate(Key key, ReadOnlySpan<byte> encapsulation)
    {
        ArgumentNullException.ThrowIfNull(key);
        return encapsulation.Length == EncapsulationSize
            ? DecapsulateCore(key.HandleFor(this), key.PublicKey.SpanFor(this), encapsulation)
            : null;
    }

    private protected abstract Secret? EncapsulateCore(ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> randomness, Span<byte> encapsulation);

    private protected abstract Secret? DecapsulateCore(KeyHandle key, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> encapsulation);
}
