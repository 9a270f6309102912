using System.Globalization;
using System.Text;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary>An access log as `casework access` wrote it: "key HEX", then "entry HEX" in the order of the log, then "head SIZE HEX" by day.</summary>
internal sealed class AccessFile
{
    private const int LargestFile = 256 * 1024 * 1024;
    private readonly byte[] key;
    private readonly List<byte[]> openings = [];
    private readonly List<(int Size, byte[] Opening)> heads = [];

    private AccessFile(byte[] key) => this.key = key;

    /// <summary>In the order of the log.</summary>
    internal IReadOnlyList<AccessEntry> Entries { get; private set; } = [];

    internal int DaysClosed => heads.Count;

    /// <exception cref="CommandStopped">Usage: it cannot be read, or is none.</exception>
    internal static AccessFile Read(FileInfo file)
    {
        try
        {
            var lines = Encoding.ASCII.GetString(SecretFiles.Read(file, "access log", LargestFile)).TrimEnd('\n').Split('\n').Select(line => line.Split(' ')).ToList();
            var read = new AccessFile(lines[0] is ["key", var key] ? Convert.FromHexString(key) : throw new FormatException());
            foreach (var line in lines.Skip(1))
            {
                read.Add(line);
            }

            read.Entries = [.. read.openings.Select(opening => AccessEntry.TryOpen(opening, out var entry, out _) ? entry : throw new FormatException())];
            return read.key.Length == Hash32.Size ? read : throw new FormatException();
        }
        catch (FormatException)
        {
            throw CommandStopped.Usage($"{file.Name} is no access log that casework wrote.");
        }
    }

    internal bool IsAbout(AccessEntry entry, Id16 report) => entry.Report == AccessEntry.ReportOf(key, report);

    /// <summary>Every head is one of the keys log and follows from the entries; the last one covers them all. Null where all of it holds, else what does not.</summary>
    internal string? Judge(KeysLog log)
    {
        Hash32[] leaves = [.. openings.Select(opening => AccessEntry.LeafHashOf(opening))];
        foreach (var (size, opening) in heads)
        {
            if (!KeysEntry.TryOpen(opening, out var stated, out _) || !log.HoldsLeaf(KeysEntry.LeafOf(opening)))
            {
                return "A head in this file does not stand in the keys log.";
            }

            if (size > leaves.Length || AccessEntry.Head(stated.Day, leaves.AsSpan(0, size)) != stated)
            {
                return $"The entries of {Terminal.Days.Text(stated.Day)} and before are not those that were logged: something was changed, added or left out.";
            }
        }

        return heads.Count != log.Entries.Count(entry => entry is null) ? "The keys log holds heads of days that this file leaves out."
            : heads.Count > 0 && heads[^1].Size == leaves.Length ? null
            : "The file holds entries that no head covers.";
    }

    private void Add(string[] line)
    {
        switch (line)
        {
            case ["entry", var hex] when heads.Count == 0:
                openings.Add(Sized(hex, AccessEntry.OpeningSize));
                break;
            case ["head", var size, var hex] when int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count):
                heads.Add((count, Sized(hex, KeysEntry.OpeningSize)));
                break;
            default:
                throw new FormatException();
        }
    }

    private static byte[] Sized(string hex, int size) => Convert.FromHexString(hex) is { } bytes && bytes.Length == size ? bytes : throw new FormatException();
}
