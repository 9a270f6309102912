using System.Text;
using IntegrityChannel.Crypto.Protocol.Codes;

namespace IntegrityChannel.Testing;

/// <summary>
/// Searches files and recorded texts for planted secrets (invariants I-17 and I-18): each as UTF-8, UTF-16, hexadecimal and base64 at its
/// three alignments. Plant strings that would never occur by accident.
/// </summary>
public sealed class LeakScan
{
    /// <summary>So many bytes of a file are searched at a time.</summary>
    public const int Window = 1 << 20;

    private readonly List<(string Name, string Form, byte[] Bytes)> _needles = [];

    /// <summary>Adds a secret to look for. Secrets shorter than six bytes would match by accident and are refused.</summary>
    public LeakScan Plant(string name, string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        ArgumentOutOfRangeException.ThrowIfLessThan(utf8.Length, 6, nameof(secret));
        Add(name, "UTF-8", utf8);
        Add(name, "UTF-16", Encoding.Unicode.GetBytes(secret));
        Add(name, "hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        Add(name, "hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)));
        for (var shift = 0; shift < 3; shift++)
        {
            Add(name, "base64", Encoding.ASCII.GetBytes(Base64Core(utf8, shift)));
        }

        return this;
    }

    /// <summary>Adds bytes to look for as they are, such as a key or a piece of ciphertext.</summary>
    public LeakScan PlantBytes(string name, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes.Length, 6, nameof(bytes));
        Add(name, "bytes", bytes.ToArray());
        return this;
    }

    /// <summary>Adds a one-time or reference code as people write it.</summary>
    public LeakScan PlantCode(string name, string code) => Plant(name, code)
        .Plant(name, code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))
        .Plant(name, code.Replace(' ', '-').ToLowerInvariant())
        .Plant(name, code.Replace(' ', '-'));

    /// <summary>Adds the secret bytes that a code stands for, which a page sends to the host and nobody keeps.</summary>
    public LeakScan PlantSecretOf(string name, string code)
    {
        using var read = ((CodeReading.Complete)CodeReader.Read(code)).Code;
        var secret = read.SecretSpan.ToArray();
        Add(name, "bytes", secret);
        Add(name, "hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret)));
        Add(name, "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(secret).TrimEnd('=')));
        return this;
    }

    /// <summary>Names every planted secret found in the files below the folders, as "secret (form) in file".</summary>
    public IReadOnlyList<string> FindInFiles(params string[] folders) =>
        [.. folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(HoldsBytes)
            .SelectMany(FindInFile)];

    /// <summary>Names every planted secret found in a recorded text, such as a request or a log.</summary>
    public IReadOnlyList<string> FindIn(string source, string text) => FindIn(source, Encoding.UTF8.GetBytes(text));

    /// <summary>Names every planted secret found in recorded bytes.</summary>
    public IReadOnlyList<string> FindIn(string source, byte[] content) => FindIn(source, content.AsSpan());

    private void Add(string name, string form, byte[] bytes) => _needles.Add((name, form, bytes));

    // The base64 of a text that starts `shift` bytes into a group of three, without the symbols that depend on its neighbours.
    private static string Base64Core(byte[] secret, int shift)
    {
        var padded = new byte[shift + secret.Length];
        secret.CopyTo(padded, shift);
        var encoded = Convert.ToBase64String(padded).TrimEnd('=');
        var start = shift == 0 ? 0 : shift + 1;
        var end = padded.Length % 3 == 0 ? encoded.Length : encoded.Length - 1;
        return encoded[start..end];
    }

    // A pipe or a socket has no length, and opening a pipe would wait for its other end.
    private static bool HoldsBytes(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    // Databases are open in another process while we look; a write-ahead log may be gone again between listing and reading it, its content moved into
    // a file that is read as well.
    private IReadOnlyList<string> FindInFile(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return FindIn(Path.GetFileName(file), stream);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    // In windows: containers and databases are large. Each begins with the end of the one before, so that nothing lies between two.
    private List<string> FindIn(string source, Stream content)
    {
        var kept = _needles.Max(needle => needle.Bytes.Length) - 1;
        var window = new byte[Window + kept];
        var (found, start) = (new List<string>(), 0);
        for (int read; (read = content.ReadAtLeast(window.AsSpan(start), window.Length - start, throwOnEndOfStream: false)) > 0;)
        {
            var filled = start + read;
            found.AddRange(FindIn(source, window.AsSpan(0, filled)));
            start = Math.Min(kept, filled);
            window.AsSpan(filled - start, start).CopyTo(window);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private List<string> FindIn(string source, ReadOnlySpan<byte> content)
    {
        var found = new List<string>();
        foreach (var (name, form, bytes) in _needles)
        {
            if (content.IndexOf(bytes) >= 0)
            {
                found.Add($"{name} ({form}) in {source}");
            }
        }

        return found;
    }
}
