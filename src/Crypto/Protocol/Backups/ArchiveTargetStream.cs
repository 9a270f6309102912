using System.Buffers.Binary;

namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>
/// The twin of <see cref="ArchiveSourceStream"/>: a stream to write the opened content to, which hands each file to a target. Whoever wrote asks
/// <see cref="IsComplete"/> at the end.
/// </summary>
public sealed class ArchiveTargetStream(IArchiveTarget target) : Stream
{
    private const int MostFiles = 10_000;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly byte[] head = new byte[2 + ArchiveName.MaximumLength + 8];
    private int held;
    private Stream? file;
    private long left;

    /// <summary>True when the end of the content was read, and nothing after it.</summary>
    public bool IsComplete { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">Not the content of a part.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (file is not null)
            {
                var count = (int)Math.Min(left, buffer.Length);
                await file.WriteAsync(buffer[..count], cancellationToken);
                buffer = buffer[count..];
                left -= count;
                EndFile();
            }
            else
            {
                Require(!IsComplete);
                head[held++] = buffer.Span[0];
                buffer = buffer[1..];
                ReadHead();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadHead()
    {
        if (held < 2)
        {
            return;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(head);
        Require(length <= ArchiveName.MaximumLength);
        IsComplete = length == 0;
        if (length > 0 && held == 2 + length + 8)
        {
            BeginFile(System.Text.Encoding.ASCII.GetString(head, 2, length), BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2 + length)));
        }
    }

    private void BeginFile(string name, long length)
    {
        Require(ArchiveName.IsValid(name) && length >= 0 && names.Count < MostFiles && names.Add(name));
        held = 0;
        left = length;
        file = target.Begin(name, length);
        EndFile();
    }

    private void EndFile()
    {
        if (left == 0)
        {
            file!.Dispose();
            file = null;
        }
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException("not the content of a backup");
        }
    }
}
