using System.Buffers.Binary;

namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>
/// Reads the SIC-1 encoding from bytes nobody vouches for. The first violation sticks: every later read returns nothing, and
/// <see cref="Failure"/> names that first violation, so both implementations report the same class. Lengths are compared with what is left
/// before anything is read or allocated.
/// </summary>
public ref struct SicReader
{
    private readonly ReadOnlyMemory<byte> source;
    private int position;

    /// <summary>Starts at the first byte.</summary>
    public SicReader(ReadOnlyMemory<byte> source) => this.source = source;

    /// <summary>The first violation, or <see cref="FailureClass.None"/>.</summary>
    public FailureClass Failure { get; private set; }

    /// <summary>True until the first violation.</summary>
    public readonly bool Good => Failure == FailureClass.None;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => position;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Left => source.Length - position;

    /// <summary>Records a violation, unless one was found before.</summary>
    public void Fail(FailureClass failure) => Failure = Good ? failure : Failure;

    /// <summary>Records <paramref name="failure"/> where a rule of the format does not hold.</summary>
    public void Require(bool holds, FailureClass failure = FailureClass.Malformed)
    {
        if (!holds)
        {
            Fail(failure);
        }
    }

    public byte U8() => Span(1) is [var value] ? value : (byte)0;

    public ushort U16() => Span(2) is { Length: 2 } span ? BinaryPrimitives.ReadUInt16BigEndian(span) : (ushort)0;

    public uint U32() => Span(4) is { Length: 4 } span ? BinaryPrimitives.ReadUInt32BigEndian(span) : 0;

    public ulong U64() => Span(8) is { Length: 8 } span ? BinaryPrimitives.ReadUInt64BigEndian(span) : 0;

    public CivilDay Day() => new(U32());

    public Id16 Id() => Span(Id16.Size) is { Length: Id16.Size } span ? Id16.From(span) : Id16.Zeros;

    public Hash32 Hash() => Span(Hash32.Size) is { Length: Hash32.Size } span ? Hash32.From(span) : Hash32.Zeros;

    /// <summary>Four bytes that must be this magic.</summary>
    public void Magic(ReadOnlySpan<byte> magic) => Require(Span(magic.Length).SequenceEqual(magic));

    /// <summary>The suite, which must be an enabled one.</summary>
    public void Suite() => Require(U16() == Sic.Suite, FailureClass.UnknownSuite);

    /// <summary>Exactly <paramref name="count"/> bytes, in place; empty after a violation.</summary>
    public ReadOnlyMemory<byte> Bytes(int count)
    {
        if (!Good || count < 0 || count > Left)
        {
            Fail(FailureClass.Malformed);
            return default;
        }

        var slice = source.Slice(position, count);
        position += count;
        return slice;
    }

    /// <summary>x&lt;&gt;: u16 length, then the bytes; a violation where it is longer than <paramref name="limit"/>.</summary>
    public ReadOnlyMemory<byte> Vector(int limit = ushort.MaxValue) => Limited(U16(), limit);

    /// <summary>u32 length, then the bytes; a violation where it is longer than <paramref name="limit"/>.</summary>
    public ReadOnlyMemory<byte> LongVector(int limit) => Limited(U32(), limit);

    /// <summary>x&lt;&gt; of strict UTF-8, for names and addresses.</summary>
    public string Name(int limit)
    {
        var bytes = Vector(limit);
        if (Utf8Text.TryCreate(bytes, out var text))
        {
            return text.ToPublicString();
        }

        Fail(FailureClass.Malformed);
        return "";
    }

    /// <summary>T: u32 length, then strict UTF-8.</summary>
    public Utf8Text Text(int limit)
    {
        var bytes = LongVector(limit);
        Require(Utf8Text.TryCreate(bytes, out var text));
        return text;
    }

    /// <summary>The last check: nothing may follow.</summary>
    public bool Finish()
    {
        Require(Left == 0);
        return Good;
    }

    private ReadOnlyMemory<byte> Limited(uint length, int limit)
    {
        Require(length <= (uint)limit);
        return Bytes(Good ? (int)length : 0);
    }

    private ReadOnlySpan<byte> Span(int count) => Bytes(count).Span;
}
