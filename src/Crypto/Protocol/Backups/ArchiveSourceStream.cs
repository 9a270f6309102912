using System.Buffers.Binary;

namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>
/// The content of a part as one stream to read: for each file name u16 length ‖ length u64 ‖ bytes, then a name of length 0. One file is open at a time,
/// and nothing but the reader's buffer is held.
/// </summary>
public sealed class ArchiveSourceStream : Stream
{
    private readonly IReadOnlyList<ArchiveEntry> entries;
    private readonly IProgress<long>? progress;
    private ReadOnlyMemory<byte> head;
    private FileStream? file;
    private long left;
    private long read;
    private int next;

    /// <param name="entries">In this order.</param>
    /// <param name="progress">Hears of the bytes of files read so far.</param>
    public ArchiveSourceStream(IReadOnlyList<ArchiveEntry> entries, IProgress<long>? progress = null)
    {
        this.entries = entries;
        this.progress = progress;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (head.Length > 0)
            {
                var count = Math.Min(head.Length, buffer.Length);
                head[..count].CopyTo(buffer);
                head = head[count..];
                return count;
            }

            if (left > 0)
            {
                return await ReadFileAsync(buffer, cancellationToken);
            }

            if (!Advance())
            {
                return 0;
            }
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFileAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await file!.ReadAsync(buffer[..(int)Math.Min(left, buffer.Length)], cancellationToken);
        if (count == 0)
        {
            throw new IOException($"{entries[next - 1].Name} became shorter while it was read");
        }

        left -= count;
        read += count;
        progress?.Report(read);
        return count;
    }

    private bool Advance()
    {
        file?.Dispose();
        file = null;
        if (next > entries.Count)
        {
            return false;
        }

        if (next == entries.Count)
        {
            head = new byte[2];
        }
        else
        {
            var entry = entries[next];
            file = new FileStream(entry.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            head = HeadOf(entry);
            left = entry.Length;
        }

        next++;
        return true;
    }

    private static byte[] HeadOf(ArchiveEntry entry)
    {
        var name = System.Text.Encoding.ASCII.GetBytes(entry.Name);
        var bytes = new byte[2 + name.Length + 8];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)name.Length);
        name.CopyTo(bytes, 2);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2 + name.Length), entry.Length);
        return bytes;
    }
}
