using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>The files of a container as one sequence of plaintext, hashed on the way.</summary>
internal sealed class SourceSequence(IReadOnlyList<ContainerSource> sources) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<ManifestRow> rows = [];
    private Stream? open;
    private long offset;
    private long at;

    /// <summary>The manifest, whole once everything was read.</summary>
    internal IReadOnlyList<ManifestRow> Rows => rows;

    /// <summary>Fills <paramref name="into"/> with what comes next, then with zeros. False where a file is shorter or longer than it said.</summary>
    internal async ValueTask<bool> FillAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        while (rows.Count < sources.Count)
        {
            var source = sources[rows.Count];
            if (at == source.Length)
            {
                if (!await CloseAsync(source, cancellationToken))
                {
                    return false;
                }
            }
            else if (into.IsEmpty)
            {
                return true;
            }
            else
            {
                open ??= source.Open();
                var read = await open.ReadAsync(into[..(int)Math.Min(into.Length, source.Length - at)], cancellationToken);
                if (read == 0)
                {
                    return false;
                }

                hash.AppendData(into.Span[..read]);
                at += read;
                into = into[read..];
            }
        }

        into.Span.Clear();
        return true;
    }

    public void Dispose()
    {
        hash.Dispose();
        open?.Dispose();
    }

    private async ValueTask<bool> CloseAsync(ContainerSource source, CancellationToken cancellationToken)
    {
        if (open is not null && await open.ReadAsync(new byte[1], cancellationToken) > 0)
        {
            return false;
        }

        rows.Add(new ManifestRow(offset, source.Length, Hash32.From(hash.GetHashAndReset()), source.Name, source.Type));
        offset += source.Length;
        at = 0;
        if (open is not null)
        {
            await open.DisposeAsync();
            open = null;
        }

        return true;
    }
}
