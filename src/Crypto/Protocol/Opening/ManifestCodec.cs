using System.Text;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// The manifest of a container: u16 × { offset u64, length u64, sha256[32], name x&lt;&gt;, type x&lt;&gt; }. Files lie one after another in the order of
/// the rows, without gaps; the rest of the container is zeros.
/// </summary>
public static class ManifestCodec
{
    private const int LongestName = 255;
    private const int LongestType = 127;

    /// <summary>Bytes of all files together.</summary>
    public static long FilesLength(IReadOnlyList<ManifestRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0 ? 0 : rows[^1].Offset + rows[^1].Length;
    }

    /// <summary>A name that a manifest may hold, as near to <paramref name="name"/> as it can be: the end, with the extension, stays.</summary>
    public static Utf8Text FitName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var runes = name.EnumerateRunes().Select(rune => IsUsable(rune) ? rune : new Rune('_')).ToList();
        while (runes.Sum(rune => rune.Utf8SequenceLength) > LongestName)
        {
            runes.RemoveAt(Math.Max(0, runes.Count - 17));
        }

        return Utf8Text.From(runes.Count == 0 ? "_" : string.Concat(runes));
    }

    /// <summary>A media type that a manifest may hold; empty for anything else.</summary>
    public static string FitType(string type) => IsType(type) ? type : "";

    internal static void Write(SicWriter writer, IReadOnlyList<ManifestRow> rows)
    {
        writer.Count16(rows.Count);
        foreach (var row in rows)
        {
            writer.U64((ulong)row.Offset).U64((ulong)row.Length).Hash(row.Digest).Vector(row.Name.Span).Name(row.Type);
        }
    }

    /// <summary>Malformed for gaps, overlaps, or names and types that no manifest holds.</summary>
    internal static IReadOnlyList<ManifestRow> Read(ref SicReader reader)
    {
        var count = reader.U16();
        var rows = new List<ManifestRow>();
        var end = 0L;
        for (var index = 0; index < count && reader.Good; index++)
        {
            var (offset, length) = (reader.U64(), reader.U64());
            var (digest, name, type) = (reader.Hash(), reader.Vector(LongestName).ToArray(), reader.Name(LongestType));
            var whole = Utf8Text.TryCreate(name, out var text);
            reader.Require(offset == (ulong)end && length <= ContainerLengths.Maximum && whole && IsName(text) && IsType(type));
            if (reader.Good)
            {
                end += (long)length;
                rows.Add(new ManifestRow((long)offset, (long)length, digest, text, type));
            }
        }

        reader.Require(end <= ContainerLengths.Maximum);
        return rows.Count == 0 ? [] : rows;
    }

    private static bool IsName(Utf8Text name) =>
        name.Span.Length is > 0 and <= LongestName && !name.Span.ContainsAnyInRange((byte)0, (byte)0x1F) && !name.Span.ContainsAny((byte)0x7F, (byte)'/', (byte)'\\');

    private static bool IsUsable(Rune rune) => rune.Value is >= 0x20 and not 0x7F and not '/' and not '\\' and not 0xFFFD;

    private static bool IsType(string type) => type.Length <= LongestType && type.All(character => character is >= '!' and <= '~');
}
