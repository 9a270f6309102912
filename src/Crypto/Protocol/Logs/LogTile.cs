using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Logs;

/// <summary>One tile of a log (c2sp.org/tlog-tiles): up to 256 consecutive hashes at a height of eight levels each. The same index and width name a bundle of entries.</summary>
/// <param name="Level">0 for leaf hashes.</param>
/// <param name="Index">From 0, within the level.</param>
/// <param name="Width">Hashes in it, 1 to 256; less than 256 only at the right edge of a tree.</param>
public readonly record struct LogTile(int Level, int Index, int Width)
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Our logs are bounded: 2^24 leaves, so three levels.</summary>
    public const int MaximumLevel = 2;

    /// <summary>No log of ours grows beyond; a client refuses more.</summary>
    public const int MaximumLeaves = 1 << 24;

    private const int DigitsOfAPart = 3;

    /// <summary>Index and width as an address says them: 1234067 is x001/x234/067, and a width below 256 follows as .p/W.</summary>
    public string Place
    {
        get
        {
            var parts = new List<string>();
            var rest = Index;
            do
            {
                parts.Insert(0, (parts.Count == 0 ? "" : "x") + (rest % 1000).ToString("D3", CultureInfo.InvariantCulture));
                rest /= 1000;
            }
            while (rest > 0);
            return string.Join('/', parts) + (Width < FullWidth ? string.Create(CultureInfo.InvariantCulture, $".p/{Width}") : "");
        }
    }

    /// <summary>The tiles of level 0 of a tree of this size, from left to right.</summary>
    public static IEnumerable<LogTile> Bottom(int size)
    {
        for (var index = 0; index * FullWidth < size; index++)
        {
            yield return new LogTile(0, index, Math.Min(FullWidth, size - (index * FullWidth)));
        }
    }

    /// <summary>Reads an address back; null for any other spelling than <see cref="Place"/> gives.</summary>
    /// <param name="level">Decimal, or any number for a bundle of entries.</param>
    /// <param name="place">Without a leading slash.</param>
    public static LogTile? TryRead(int level, string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var width = FullWidth;
        var index = place;
        if (place.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var cut)
        {
            index = place[..cut];
            if (!int.TryParse(place.AsSpan(cut + 3), NumberStyles.None, CultureInfo.InvariantCulture, out width))
            {
                return null;
            }
        }

        var digits = index.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
        var fits = digits.Length <= 3 * DigitsOfAPart && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var read = fits ? new LogTile(level, int.Parse(digits, CultureInfo.InvariantCulture), width) : default;
        return fits && width is >= 1 and <= FullWidth && level is >= 0 and <= MaximumLevel && read.Place == place ? read : null;
    }

    /// <summary>The hashes of this tile in a tree of these leaves, 32 bytes each; null where the tree does not reach it.</summary>
    public byte[]? HashesIn(ReadOnlySpan<Hash32> leaves)
    {
        var span = 1L << (8 * Level);
        var first = Index * (long)FullWidth * span;
        if (first + (Width * span) > leaves.Length)
        {
            return null;
        }

        var bytes = new byte[Width * Hash32.Size];
        for (var at = 0; at < Width; at++)
        {
            MerkleTree.Root(leaves.Slice((int)(first + (at * span)), (int)span)).Span.CopyTo(bytes.AsSpan(at * Hash32.Size));
        }

        return bytes;
    }
}
