using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace IntegrityChannel.Intake.Host.Assisted.Memory;

/// <summary>
/// Memory for what goes through connections: pinned blocks of 4 KiB, zeroed whenever one is given back. Kestrel's own pool keeps what was read and
/// written until somebody else happens to write over it, which would be the text of a report.
/// </summary>
internal sealed class ZeroingMemoryPool : MemoryPool<byte>
{
    internal const int BlockSize = 4096;

    // So many unused blocks wait (16 MiB); what is given back beyond that goes to the collector, zeroed as well.
    private const int MostKept = 4096;

    private readonly ConcurrentQueue<byte[]> kept = new();

    public override int MaxBufferSize => BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        return new Block(this, kept.TryDequeue(out var block) ? block : GC.AllocateArray<byte>(BlockSize, pinned: true));
    }

    protected override void Dispose(bool disposing) => kept.Clear();

    private void GiveBack(byte[] block)
    {
        CryptographicOperations.ZeroMemory(block);
        if (kept.Count < MostKept)
        {
            kept.Enqueue(block);
        }
    }

    /// <summary>Given back once, however often it is disposed: two owners of one block would read each other.</summary>
    private sealed class Block(ZeroingMemoryPool pool, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? held = bytes;

        public Memory<byte> Memory => held ?? throw new ObjectDisposedException(nameof(Block));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is { } given)
            {
                pool.GiveBack(given);
            }
        }
    }
}

/// <summary>Gives every part of Kestrel such a pool.</summary>
internal sealed class ZeroingMemoryPoolFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ZeroingMemoryPool();
}
