using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Ciphertext of a container by position; holds the part that was read last.</summary>
internal sealed class CheckedParts(long length, PartReader read, IReadOnlyList<Hash32>? verified)
{
    private readonly byte[] part = new byte[ContainerLengths.PartSize];
    private int held = -1;

    /// <summary>Ciphertext bytes of the whole.</summary>
    internal long Length => length;

    /// <summary>False where a part is missing, has another length, or is not the one that was verified.</summary>
    internal async ValueTask<bool> TryReadAsync(long position, Memory<byte> into, CancellationToken cancellationToken)
    {
        while (!into.IsEmpty)
        {
            var index = (int)(position / ContainerLengths.PartSize);
            if (!await TryLoadAsync(index, cancellationToken))
            {
                return false;
            }

            var from = (int)(position % ContainerLengths.PartSize);
            var take = Math.Min(into.Length, ContainerLengths.PartLength(length, index) - from);
            if (take <= 0)
            {
                return false;
            }

            part.AsMemory(from, take).CopyTo(into);
            (position, into) = (position + take, into[take..]);
        }

        return true;
    }

    private async ValueTask<bool> TryLoadAsync(int index, CancellationToken cancellationToken)
    {
        if (held == index)
        {
            return true;
        }

        held = -1;
        var expected = ContainerLengths.PartLength(length, index);
        if (expected <= 0 || await read(index, part, cancellationToken) != expected
            || (verified is not null && verified[index] != Hash32.From(SHA256.HashData(part.AsSpan(0, expected)))))
        {
            return false;
        }

        held = index;
        return true;
    }
}
