namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>
/// How long a container is, and how it is cut. Plaintext is padded to PADMÉ of all files together (from 64 KiB on at most 3.1 % more), never below
/// 64 KiB, so that a length says little about what is inside. Ciphertext travels in parts of 1 MiB, the last one shorter.
/// </summary>
public static class ContainerLengths
{
    /// <summary>Bytes of every part but the last.</summary>
    public const int PartSize = 1024 * 1024;

    /// <summary>No container is longer (1 TiB): far above every limit a host sets, far below what the integers hold.</summary>
    public const long Maximum = 1L << 40;

    private const long Floor = 64 * 1024;

    /// <summary>Plaintext bytes of a container with this many bytes of files.</summary>
    public static long Padded(long files)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(files);
        if (files <= Floor)
        {
            return Floor;
        }

        var exponent = long.Log2(files);
        var kept = (int)long.Log2(exponent) + 1;
        var mask = (1L << ((int)exponent - kept)) - 1;
        return (files + mask) & ~mask;
    }

    /// <summary>Ciphertext bytes of a container with this many bytes of files.</summary>
    public static long Sealed(long files) => ChunkedEncryption.CiphertextLength(Padded(files));

    /// <summary>True where a container can have this many ciphertext bytes.</summary>
    public static bool IsLength(ulong length) =>
        length <= Maximum && ChunkedEncryption.PlaintextLength((long)length) is { } plain && Padded(plain) == plain;

    /// <summary>Parts of a container of this many ciphertext bytes.</summary>
    public static int Parts(long length) => checked((int)((length + PartSize - 1) / PartSize));

    /// <summary>Bytes of one of its parts.</summary>
    public static int PartLength(long length, int index) => (int)Math.Min(PartSize, length - ((long)index * PartSize));
}
