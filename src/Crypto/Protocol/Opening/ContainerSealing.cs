using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Seals the files of one message into a container: the files one after another, zeros up to the padded length, encrypted in chunks under
/// X(DEK, "sic1/k-container", 32) with context "sic1/container" ‖ org_id ‖ object_id, handed out in parts of 1 MiB. One chunk of plaintext, pinned and
/// wiped, and one part of ciphertext are in memory at a time.
/// </summary>
public static class ContainerSealing
{
    private const int KeySize = 32;

    /// <summary>Seals all files and hands every part to <paramref name="send"/> in order.</summary>
    /// <param name="files">At least one.</param>
    /// <param name="organisationId">Of the directory that the object will name.</param>
    /// <param name="entropy">Object id, data key, salt.</param>
    /// <param name="send">Uploads or keeps a part.</param>
    /// <returns>The container; null where a file is shorter or longer than it said.</returns>
    public static async Task<SealedContainer?> SealAsync(
        IReadOnlyList<ContainerSource> files, Id16 organisationId, IEntropy entropy, PartSink send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(send);
        ArgumentOutOfRangeException.ThrowIfZero(files.Count, nameof(files));
        var objectId = ObjectIds.Create(entropy);
        var dataKey = Secret.Create(entropy, KeySize);
        using var sources = new SourceSequence(files);
        var parts = new PartCutter(send);
        try
        {
            using var cipher = Start(dataKey, Context(organisationId, objectId), entropy, out var prefix);
            await parts.WriteAsync(prefix, cancellationToken);
            if (await SealAsync(sources, ContainerLengths.Padded(files.Sum(file => file.Length)), cipher, parts, cancellationToken))
            {
                var hash = ContainerHash.Of(await parts.FinishAsync(cancellationToken));
                return new SealedContainer(organisationId, objectId, dataKey, parts.Length, hash, sources.Rows);
            }
        }
        catch
        {
            dataKey.Dispose();
            throw;
        }

        dataKey.Dispose();
        return null;
    }

    /// <summary>The context of a container's chunks.</summary>
    internal static byte[] Context(Id16 organisationId, Id16 objectId) => [.. Labels.ContainerContext, .. organisationId.Span, .. objectId.Span];

    /// <summary>The key that the chunks are sealed with.</summary>
    internal static Secret KeyOf(Secret dataKey) => Hkdf.Expand(dataKey.Span, Labels.ContainerKey, KeySize);

    private static ChunkCipher Start(Secret dataKey, byte[] context, IEntropy entropy, out byte[] prefix)
    {
        prefix = new byte[ChunkedEncryption.PrefixSize];
        entropy.Fill(prefix.AsSpan(0, ChunkedEncryption.SaltSize));
        using var key = KeyOf(dataKey);
        var cipher = new ChunkCipher(key.Span, prefix.AsSpan(0, ChunkedEncryption.SaltSize), context);
        cipher.Commitment.CopyTo(prefix.AsSpan(ChunkedEncryption.SaltSize));
        return cipher;
    }

    private static async Task<bool> SealAsync(SourceSequence sources, long padded, ChunkCipher cipher, PartCutter parts, CancellationToken cancellationToken)
    {
        using var buffers = new ChunkBuffers();
        int length;
        do
        {
            length = (int)Math.Min(padded, ChunkedEncryption.ChunkSize);
            if (!await sources.FillAsync(buffers.Plain[..length], cancellationToken))
            {
                return false;
            }

            var sealedChunk = buffers.Sealed[..(length + AeadAlgorithm.TagSize)];
            cipher.EncryptNext(buffers.Plain.Span[..length], sealedChunk.Span);
            await parts.WriteAsync(sealedChunk, cancellationToken);
            padded -= length;
        }
        while (length == ChunkedEncryption.ChunkSize);
        return true;
    }

    /// <summary>Cuts a stream of ciphertext into parts of 1 MiB and hashes each.</summary>
    private sealed class PartCutter(PartSink send)
    {
        private readonly byte[] part = new byte[ContainerLengths.PartSize];
        private readonly List<Hash32> hashes = [];
        private int filled;

        internal long Length { get; private set; }

        internal async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            while (!bytes.IsEmpty)
            {
                var take = Math.Min(bytes.Length, part.Length - filled);
                bytes[..take].CopyTo(part.AsMemory(filled));
                (filled, bytes) = (filled + take, bytes[take..]);
                if (filled == part.Length)
                {
                    await FlushAsync(cancellationToken);
                }
            }
        }

        internal async Task<IReadOnlyList<Hash32>> FinishAsync(CancellationToken cancellationToken)
        {
            if (filled > 0)
            {
                await FlushAsync(cancellationToken);
            }

            return hashes;
        }

        private async Task FlushAsync(CancellationToken cancellationToken)
        {
            hashes.Add(Hash32.From(SHA256.HashData(part.AsSpan(0, filled))));
            Length += filled;
            await send(hashes.Count - 1, part.AsMemory(0, filled), cancellationToken);
            filled = 0;
        }
    }
}
