using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.CommandLine;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>An entry as it is served: its leaf, and its opening, which is empty where the entry stays closed.</summary>
internal sealed record ServedEntry(byte[] Leaf, byte[] Opening);

/// <summary>A keys log of the hostile host's own making, rightly signed: it holds its channel key.</summary>
internal sealed class ForgedLog(IReadOnlyList<ServedEntry> entries, Id16 organisation, ChannelKey key)
{
    private const string Below = "/log/keys/";

    /// <summary>Answers whatever is asked of the log; everything else passes.</summary>
    internal Tampering Instead => (path, _, body) => path.StartsWith(Below, StringComparison.Ordinal) ? Answer(path[Below.Length..]) : body;

    /// <summary>The real entries, as casework serves them.</summary>
    internal static async Task<IReadOnlyList<ServedEntry>> ServedAsync(Uri casework, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var size = int.Parse(Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri(casework, $"{Below}checkpoint"), cancellationToken)).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        var place = LogTile.Bottom(size).Single().Place;
        var leaves = Items(await client.GetByteArrayAsync(new Uri(casework, $"{Below}tile/entries/{place}"), cancellationToken), size);
        var openings = Items(await client.GetByteArrayAsync(new Uri(casework, $"{Below}openings/{place}"), cancellationToken), size);
        return [.. leaves.Zip(openings, (leaf, opening) => new ServedEntry(leaf, opening))];
    }

    private static List<byte[]> Items(byte[] bundle, int count)
    {
        var reader = new SicReader(bundle);
        var items = new List<byte[]>();
        while (items.Count < count)
        {
            items.Add(reader.Vector().ToArray());
        }

        return items;
    }

    private byte[] Answer(string path)
    {
        var hashes = entries.Select(entry => MerkleTree.LeafHash(entry.Leaf)).ToArray();
        return path.Split('/')[0] switch
        {
            "checkpoint" => new Checkpoint(Checkpoint.OriginOf(organisation), hashes.Length, MerkleTree.Root(hashes)).Sign(key),
            "openings" => KeysLog.Bundle(entries.Select(entry => (ReadOnlyMemory<byte>)entry.Opening)),
            _ when path.StartsWith("tile/entries/", StringComparison.Ordinal) => KeysLog.Bundle(entries.Select(entry => (ReadOnlyMemory<byte>)entry.Leaf)),
            _ => new LogTile(0, 0, hashes.Length).HashesIn(hashes)!,
        };
    }
}
