using System.Buffers.Binary;

namespace IntegrityChannel.Casework.Rules.Cases;

/// <summary>
/// Who wrote an object or may read it: the 16 bytes of SIC-1, big-endian. Zeros stand for the reporter and all ones for
/// the channel; every other value is an officer. Compares as the bytes do.
/// </summary>
public readonly record struct PartyId(UInt128 Value) : IComparable<PartyId>
{
    /// <summary>The reporter of the case.</summary>
    public static PartyId Reporter => new(UInt128.MinValue);

    /// <summary>The channel itself, which signs notices.</summary>
    public static PartyId Channel => new(UInt128.MaxValue);

    /// <summary>True for neither the reporter nor the channel.</summary>
    public bool IsOfficer => this != Reporter && this != Channel;

    /// <summary>Reads 16 bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static PartyId From(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 16
            ? new PartyId(BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : throw new ArgumentException("A party is 16 bytes.", nameof(bytes));

    /// <summary>The 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <inheritdoc/>
    public int CompareTo(PartyId other) => Value.CompareTo(other.Value);

    /// <summary>Order of the bytes.</summary>
    public static bool operator <(PartyId left, PartyId right) => left.Value < right.Value;

    /// <summary>Order of the bytes.</summary>
    public static bool operator <=(PartyId left, PartyId right) => left.Value <= right.Value;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >(PartyId left, PartyId right) => left.Value > right.Value;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >=(PartyId left, PartyId right) => left.Value >= right.Value;
}
