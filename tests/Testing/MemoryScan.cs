using System.Globalization;

namespace IntegrityChannel.Testing;

/// <summary>Searches the writable memory of a running process for planted secrets (invariant I-20), as its owner or root may.</summary>
public static class MemoryScan
{
    private const int Window = 8 * 1024 * 1024;
    private const int Overlap = 512;

    /// <summary>Bytes that the last scan of this thread read.</summary>
    [ThreadStatic]
    private static long read;

    /// <summary>How much was read by the last scan: a scan that could read nothing finds nothing.</summary>
    public static long BytesRead => read;

    /// <summary>Names every planted secret that lies in a writable mapping of the process.</summary>
    public static IReadOnlyList<string> Find(int process, LeakScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        read = 0;
        var found = new HashSet<string>(StringComparer.Ordinal);
        using var memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var (start, end, name) in Writable(process))
        {
            var window = new byte[(int)Math.Min(Window, end - start)];
            for (var at = start; at < end; at += window.Length - Overlap)
            {
                var length = TryRead(memory, at, window.AsSpan(0, (int)Math.Min(window.Length, end - at)));
                read += length;
                found.UnionWith(scan.FindIn(name, window[..length]));
                if (length < window.Length || window.Length <= Overlap)
                {
                    break;
                }
            }
        }

        return [.. found];
    }

    private static IEnumerable<(long Start, long End, string Name)> Writable(int process) =>
        from line in File.ReadAllLines($"/proc/{process}/maps")
        let parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where parts[1].Contains('w', StringComparison.Ordinal)
        let range = parts[0].Split('-')
        select (Number(range[0]), Number(range[1]), parts.Length > 5 ? Path.GetFileName(parts[5]) : "memory");

    private static long Number(string text) => long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Mappings come and go while we look, and some cannot be read at all.
    private static int TryRead(FileStream memory, long at, Span<byte> into)
    {
        try
        {
            return RandomAccess.Read(memory.SafeFileHandle, into, at);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
