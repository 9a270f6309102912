using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>Writes the SIC-1 encoding: big-endian integers, u16-length vectors, u32-length texts. The buffer is zeroed on disposal, since vaults and bodies pass through it.</summary>
public sealed class SicWriter : IDisposable
{
    private readonly bool pinned;
    private byte[] buffer;
    private int length;

    /// <summary>A writer with room for <paramref name="capacity"/> bytes; it grows as needed.</summary>
    public SicWriter(int capacity = 512)
        : this(capacity, pinned: false)
    {
    }

    private SicWriter(int capacity, bool pinned)
    {
        this.pinned = pinned;
        buffer = Allocate(Math.Max(capacity, 16));
    }

    /// <summary>A writer for words of people: the collector cannot copy its buffer, so what is wiped is all there was.</summary>
    internal static SicWriter ForWords(int capacity) => new(capacity, pinned: true);

    /// <summary>Bytes written so far.</summary>
    public int Length => length;

    /// <summary>What was written so far, in place; void after the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public SicWriter U8(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    public SicWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);
        return this;
    }

    public SicWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
        return this;
    }

    public SicWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);
        return this;
    }

    public SicWriter Day(CivilDay day) => U32(day.Value);

    public SicWriter Id(Id16 id) => Bytes(id.Span);

    public SicWriter Hash(Hash32 hash) => Bytes(hash.Span);

    /// <summary>Bytes whose length the format fixes.</summary>
    public SicWriter Bytes(ReadOnlySpan<byte> source)
    {
        source.CopyTo(Take(source.Length));
        return this;
    }

    /// <summary>x&lt;&gt;: u16 length, then the bytes.</summary>
    /// <exception cref="OverflowException">Longer than 65535 bytes.</exception>
    public SicWriter Vector(ReadOnlySpan<byte> source) => U16(checked((ushort)source.Length)).Bytes(source);

    /// <summary>u32 length, then the bytes.</summary>
    public SicWriter LongVector(ReadOnlySpan<byte> source) => U32((uint)source.Length).Bytes(source);

    /// <summary>x&lt;&gt; of UTF-8 text (names, addresses: nothing secret).</summary>
    public SicWriter Name(string text) => Vector(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>T: u32 length, then UTF-8.</summary>
    public SicWriter Text(Utf8Text text) => LongVector(text.Span);

    /// <summary>A u8 count.</summary>
    /// <exception cref="OverflowException">More than 255.</exception>
    public SicWriter Count8(int count) => U8(checked((byte)count));

    /// <summary>A u16 count.</summary>
    /// <exception cref="OverflowException">More than 65535.</exception>
    public SicWriter Count16(int count) => U16(checked((ushort)count));

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(buffer);
        length = 0;
    }

    private Span<byte> Take(int count)
    {
        if (buffer.Length - length < count)
        {
            Grow(count);
        }

        var span = buffer.AsSpan(length, count);
        length += count;
        return span;
    }

    private void Grow(int count)
    {
        var larger = Allocate(Math.Max(buffer.Length * 2, length + count));
        buffer.AsSpan(0, length).CopyTo(larger);
        CryptographicOperations.ZeroMemory(buffer);
        buffer = larger;
    }

    private byte[] Allocate(int size) => GC.AllocateArray<byte>(size, pinned);
}
