using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace IntegrityChannel.Intake.Mailbox.Slabs;

/// <summary>
/// The slab files: each 1024 slots of 1 MiB, so that no file is a report's own and no file time is its time. Only ciphertext comes here. A process writes
/// into slabs whose lease it holds; everybody reads.
/// </summary>
internal sealed class SlabFolder(string path) : IDisposable
{
    /// <summary>Slots of one slab.</summary>
    internal const int Slots = 1024;

    /// <summary>Bytes of one slot: a part of a container.</summary>
    internal const int SlotSize = Crypto.Protocol.Containers.ContainerLengths.PartSize;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly byte[] Zeros = new byte[64 * 1024];
    private readonly ConcurrentDictionary<int, SafeFileHandle> handles = new();

    /// <summary>The right to give out the slots of a slab; null while another process has it. The system ends it with the process.</summary>
    internal FileStream? TryLease(int slab)
    {
        CreateFolder();
        try
        {
            return new FileStream(NameOf(slab, ".lease"), Private(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException) when (File.Exists(NameOf(slab, ".lease")))
        {
            return null;
        }
    }

    /// <summary>Writes into a slot.</summary>
    internal void Write(SlotPlace place, int offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(Open(place.Slab), bytes, Position(place) + offset);

    /// <summary>Overwrites a slot with zeros from an offset to its end.</summary>
    internal void Clear(SlotPlace place, int offset)
    {
        for (; offset < SlotSize; offset += Zeros.Length)
        {
            Write(place, offset, Zeros.AsSpan(0, Math.Min(Zeros.Length, SlotSize - offset)));
        }
    }

    /// <summary>Waits until everything written to a slab is on the disk.</summary>
    internal void Flush(int slab) => RandomAccess.FlushToDisk(Open(slab));

    /// <summary>Bytes read, fewer than asked for where the slab ends.</summary>
    internal int Read(SlotPlace place, int offset, Span<byte> into)
    {
        var done = 0;
        for (int read; done < into.Length && (read = RandomAccess.Read(Open(place.Slab), into[done..], Position(place) + offset + done)) > 0;)
        {
            done += read;
        }

        return done;
    }

    public void Dispose()
    {
        foreach (var handle in handles.Values)
        {
            handle.Dispose();
        }
    }

    private static long Position(SlotPlace place) => (long)place.Slot * SlotSize;

    private static FileStreamOptions Private(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private SafeFileHandle Open(int slab) => handles.GetOrAdd(slab, number =>
    {
        CreateFolder();
        using (new FileStream(NameOf(number, ".slab"), Private(FileMode.OpenOrCreate, FileShare.ReadWrite)))
        {
            // Created for its owner only; the handle below is the one that stays.
        }

        return File.OpenHandle(NameOf(number, ".slab"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    });

    private string NameOf(int slab, string extension) => Path.Combine(path, slab.ToString("D4", CultureInfo.InvariantCulture) + extension);

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
