using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.CommandLine;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>A keys log of the hostile host's own making, rightly signed: it holds its channel key.</summary>
internal sealed class ForgedLog(IReadOnlyList<byte[]> openings, Id16 organisation, ChannelKey key)
{
    private const string Below = "/log/keys/";

    /// <summary>The real openings, as casework serves them.</summary>
    internal static async Task<IReadOnlyList<byte[]>> OpeningsAsync(Uri casework, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var size = int.Parse(Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri(casework, $"{Below}checkpoint"), cancellationToken)).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        var reader = new SicReader(await client.GetByteArrayAsync(new Uri(casework, $"{Below}openings/{LogTile.Bottom(size).Single().Place}"), cancellationToken));
        var openings = new List<byte[]>();
        while (openings.Count < size)
        {
            openings.Add(reader.Vector().ToArray());
        }

        return openings;
    }

    /// <summary>Answers whatever is asked of the log; everything else passes.</summary>
    internal Tampering Instead => (path, _, body) => path.StartsWith(Below, StringComparison.Ordinal) ? Answer(path[Below.Length..]) : body;

    private byte[] Answer(string path)
    {
        var leaves = openings.Select(opening => KeysEntry.LeafOf(opening)).ToList();
        var hashes = leaves.Select(leaf => MerkleTree.LeafHash(leaf.Span)).ToArray();
        return path.Split('/')[0] switch
        {
            "checkpoint" => new Checkpoint(Checkpoint.OriginOf(organisation), hashes.Length, MerkleTree.Root(hashes)).Sign(key),
            "openings" => KeysLog.Bundle(openings.Select(opening => (ReadOnlyMemory<byte>)opening)),
            _ when path.StartsWith("tile/entries/", StringComparison.Ordinal) => KeysLog.Bundle(leaves.Select(leaf => (ReadOnlyMemory<byte>)leaf.ToArray())),
            _ => new LogTile(0, 0, hashes.Length).HashesIn(hashes)!,
        };
    }
}
