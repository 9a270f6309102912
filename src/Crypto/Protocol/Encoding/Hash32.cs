namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>Thirty-two public bytes: a hash, a public Ed25519 key or a commitment. Compared by value, ordered bytewise.</summary>
public readonly struct Hash32 : IEquatable<Hash32>, IComparable<Hash32>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private static readonly byte[] ZeroBytes = new byte[Size];
    private readonly byte[]? bytes;

    private Hash32(byte[] bytes) => this.bytes = bytes;

    /// <summary>All 00: none (the first object of a chain, no container).</summary>
    public static Hash32 Zeros { get; } = new(ZeroBytes);

    /// <summary>All FF.</summary>
    public static Hash32 Ones { get; } = new(Enumerable.Repeat((byte)0xFF, Size).ToArray());

    /// <summary>The thirty-two bytes, in place.</summary>
    public ReadOnlySpan<byte> Span => bytes ?? ZeroBytes;

    /// <summary>Copies exactly thirty-two bytes.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public static Hash32 From(ReadOnlySpan<byte> source) =>
        source.Length == Size ? new(source.ToArray()) : throw new ArgumentException("a hash has thirty-two bytes", nameof(source));

    /// <summary>A copy of the thirty-two bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    public bool Equals(Hash32 other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public int CompareTo(Hash32 other) => Span.SequenceCompareTo(other.Span);

    /// <summary>Lower-case hexadecimal; only for public values.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(Hash32 left, Hash32 right) => left.Equals(right);

    public static bool operator !=(Hash32 left, Hash32 right) => !left.Equals(right);

    public static bool operator <(Hash32 left, Hash32 right) => left.CompareTo(right) < 0;

    public static bool operator >(Hash32 left, Hash32 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hash32 left, Hash32 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hash32 left, Hash32 right) => left.CompareTo(right) >= 0;
}
