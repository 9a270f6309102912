using System.Diagnostics.CodeAnalysis;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>A public key that passed its algorithm's checks when it was imported; equal when algorithm and bytes are.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    private readonly byte[] bytes;

    private PublicKey(Algorithm algorithm, byte[] bytes)
    {
        Algorithm = algorithm;
        this.bytes = bytes;
    }

    /// <summary>The algorithm this key belongs to.</summary>
    public Algorithm Algorithm { get; }

    /// <summary>The encoded key, <see cref="Algorithm.PublicKeySize"/> bytes.</summary>
    public ReadOnlySpan<byte> Span => bytes;

    /// <summary>
    /// Imports bytes from outside. False for a wrong length or a key the algorithm refuses: Ed25519 demands a canonical point of
    /// prime order, X-Wing an ML-KEM part whose coefficients are all below 3329.
    /// </summary>
    public static bool TryImport(Algorithm algorithm, ReadOnlySpan<byte> source, [NotNullWhen(true)] out PublicKey? publicKey)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        var accepted = source.Length == algorithm.PublicKeySize && algorithm.IsPublicKeyCore(source);
        publicKey = accepted ? new PublicKey(algorithm, source.ToArray()) : null;
        return accepted;
    }

    /// <summary>A copy of the encoded key.</summary>
    public byte[] ToArray() => [.. bytes];

    /// <inheritdoc />
    public bool Equals(PublicKey? other) =>
        other is not null && ReferenceEquals(Algorithm, other.Algorithm) && Span.SequenceEqual(other.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(PublicKey)}({Algorithm.Name})";

    internal static PublicKey FromTrusted(Algorithm algorithm, byte[] owned) => new(algorithm, owned);

    internal ReadOnlySpan<byte> SpanFor(Algorithm algorithm) =>
        ReferenceEquals(algorithm, Algorithm) ? bytes : throw Errors.OtherAlgorithm("public key");
}
