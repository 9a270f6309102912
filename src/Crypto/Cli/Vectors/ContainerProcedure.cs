using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>An object together with its container: u32 n ‖ object[n] ‖ container_ct.</summary>
internal static class ContainerProcedure
{
    internal static VectorResult Run(VectorFile file)
    {
        var (authorKey, who) = (file.Hex("author-key"), Id16.From(file.Hex("who")));
        using var key = OfficerKemKey.FromSeed(file.Hex("kem-seed"));
        var reader = new SicReader(file.Bytes);
        var whole = reader.LongVector(Sic.MaximumObjectSize);
        var container = reader.Bytes(reader.Left);
        if (!reader.Good || !SealedObject.TryParse(whole, out var parsed, out var failure))
        {
            return new VectorResult(FailureClass.Malformed);
        }

        var opened = ObjectOpening.Open(parsed, authorKey, who, key);
        return opened.Content is null ? new VectorResult(opened.Failure)
            : opened.Files.Count == 0 ? new VectorResult(FailureClass.Malformed)
            : ReadAsync(parsed, opened.Files, Reader(container)).GetAwaiter().GetResult();
    }

    private static async Task<VectorResult> ReadAsync(SealedObject parsed, IReadOnlyList<FileEntry> files, PartReader read)
    {
        if (await FileOpening.VerifyAsync(files[0].Container, read, CancellationToken.None) is not { } verified)
        {
            return new VectorResult(FailureClass.WrongBody);
        }

        var digests = new List<string>();
        foreach (var file in files)
        {
            await using var into = new MemoryStream();
            var failure = await FileOpening.OpenAsync(file, read, verified, into, CancellationToken.None);
            if (failure != FailureClass.None)
            {
                return new VectorResult(failure);
            }

            digests.Add(Convert.ToHexStringLower(SHA256.HashData(into.ToArray())));
        }

        return new VectorResult().Add("object-hash", parsed.ObjectHash.Span)
            .Add("names", files.Select(file => Convert.ToHexStringLower(file.Row.Name.Span)))
            .Add("types", files.Select(file => file.Row.Type.Length == 0 ? "-" : file.Row.Type))
            .Add("digests", digests);
    }

    private static PartReader Reader(ReadOnlyMemory<byte> container) => (index, into, _) =>
    {
        var from = Math.Min((long)index * ContainerLengths.PartSize, container.Length);
        var part = container[(int)from..(int)Math.Min(from + ContainerLengths.PartSize, container.Length)];
        part.CopyTo(into);
        return ValueTask.FromResult(part.Length);
    };
}
