namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>Sixteen bytes that name something: an organisation, an officer, a report, an object or a key. Compared by value, ordered bytewise.</summary>
public readonly struct Id16 : IEquatable<Id16>, IComparable<Id16>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    private static readonly byte[] ZeroBytes = new byte[Size];
    private readonly byte[]? bytes;

    private Id16(byte[] bytes) => this.bytes = bytes;

    /// <summary>All 00: the reporter, as author or recipient.</summary>
    public static Id16 Zeros { get; } = new(ZeroBytes);

    /// <summary>All FF: recovery as recipient, the channel as author.</summary>
    public static Id16 Ones { get; } = new(Enumerable.Repeat((byte)0xFF, Size).ToArray());

    /// <summary>The sixteen bytes, in place.</summary>
    public ReadOnlySpan<byte> Span => bytes ?? ZeroBytes;

    /// <summary>True where this names neither the reporter (zeros) nor recovery or the channel (FFs).</summary>
    public bool NamesAnOfficer => !Equals(Zeros) && !Equals(Ones);

    /// <summary>Copies exactly sixteen bytes.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public static Id16 From(ReadOnlySpan<byte> source) =>
        source.Length == Size ? new(source.ToArray()) : throw new ArgumentException("an id has sixteen bytes", nameof(source));

    /// <summary>A copy of the sixteen bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    public bool Equals(Id16 other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Id16 other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public int CompareTo(Id16 other) => Span.SequenceCompareTo(other.Span);

    /// <summary>Lower-case hexadecimal; ids are public.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    public static bool operator ==(Id16 left, Id16 right) => left.Equals(right);

    public static bool operator !=(Id16 left, Id16 right) => !left.Equals(right);

    public static bool operator <(Id16 left, Id16 right) => left.CompareTo(right) < 0;

    public static bool operator >(Id16 left, Id16 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Id16 left, Id16 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Id16 left, Id16 right) => left.CompareTo(right) >= 0;
}
