using System.Buffers;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>Collects bytes for one write; whatever it held is wiped when it grows and when it is disposed.</summary>
internal sealed class WipedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = new byte[4096];
    private int length;

    internal ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public void Advance(int count) => length = checked(length + count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var wanted = Math.Max(sizeHint, 256);
        if (bytes.Length - length < wanted)
        {
            Grow(wanted);
        }

        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(bytes);
        length = 0;
    }

    private void Grow(int wanted)
    {
        var larger = new byte[Math.Max(bytes.Length * 2, length + wanted)];
        bytes.AsSpan(0, length).CopyTo(larger);
        CryptographicOperations.ZeroMemory(bytes);
        bytes = larger;
    }
}
