using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Reads files out of a container, part by part as the host hands them out. To save or export a file, verify the container first: only its hash shows
/// that all recipients hold the same one.
/// </summary>
public static class FileOpening
{
    /// <summary>Reads every part once and checks the hash that the author signed.</summary>
    /// <returns>The SHA-256 of each part; null where anything differs.</returns>
    public static async Task<IReadOnlyList<Hash32>?> VerifyAsync(ContainerKey container, PartReader read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(read);
        var part = new byte[ContainerLengths.PartSize];
        var hashes = new List<Hash32>();
        for (var index = 0; index < ContainerLengths.Parts(container.Length); index++)
        {
            var length = await read(index, part, cancellationToken);
            if (length != ContainerLengths.PartLength(container.Length, index))
            {
                return null;
            }

            hashes.Add(Hash32.From(SHA256.HashData(part.AsSpan(0, length))));
        }

        return ContainerHash.Of(hashes) == container.Header.ContainerHash ? hashes : null;
    }

    /// <summary>Writes the plaintext of one file.</summary>
    /// <param name="file">Of an opened item.</param>
    /// <param name="read">Where parts come from.</param>
    /// <param name="verified">From <see cref="VerifyAsync"/>; null for a look that saves nothing.</param>
    /// <param name="into">What was written is void unless the answer is none.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <returns>none; wrong-body where anything differs.</returns>
    public static async Task<FailureClass> OpenAsync(FileEntry file, PartReader read, IReadOnlyList<Hash32>? verified, Stream into, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(into);
        var (header, row) = (file.Container.Header, file.Row);
        var parts = new CheckedParts(file.Container.Length, read, verified);
        var prefix = new byte[ChunkedEncryption.PrefixSize];
        if (!await parts.TryReadAsync(0, prefix, cancellationToken))
        {
            return FailureClass.WrongBody;
        }

        var context = ContainerSealing.Context(header.OrganisationId, header.ObjectId);
        using var cipher = new ChunkCipher(file.Container.Key.Span, prefix.AsSpan(0, ChunkedEncryption.SaltSize), context);
        return cipher.Commits(prefix.AsSpan(ChunkedEncryption.SaltSize)) && await CopyAsync(row, cipher, parts, into, cancellationToken)
            ? FailureClass.None
            : FailureClass.WrongBody;
    }

    private static async Task<bool> CopyAsync(ManifestRow row, ChunkCipher cipher, CheckedParts parts, Stream into, CancellationToken cancellationToken)
    {
        using var buffers = new ChunkBuffers();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var end = row.Offset + row.Length;
        var number = row.Offset / ChunkedEncryption.ChunkSize;
        cipher.SkipTo(number);
        for (var start = number * ChunkedEncryption.ChunkSize; start < end; start += ChunkedEncryption.ChunkSize, number++)
        {
            var position = ChunkedEncryption.PrefixSize + (number * ChunkedEncryption.SealedChunkSize);
            var sealedChunk = buffers.Sealed[..(int)Math.Min(ChunkedEncryption.SealedChunkSize, Math.Max(0, parts.Length - position))];
            var length = sealedChunk.Length - AeadAlgorithm.TagSize;
            if (length < 0 || !await parts.TryReadAsync(position, sealedChunk, cancellationToken)
                || !cipher.TryDecryptNext(sealedChunk.Span, buffers.Plain.Span[..length]) || Math.Min(end - start, ChunkedEncryption.ChunkSize) > length)
            {
                return false;
            }

            var from = (int)Math.Max(0, row.Offset - start);
            var piece = buffers.Plain[from..(int)Math.Min(end - start, length)];
            hash.AppendData(piece.Span);
            await into.WriteAsync(piece, cancellationToken);
        }

        return row.Digest == Hash32.From(hash.GetHashAndReset());
    }
}
