using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>The texts that a command line names, wiped when they are no longer needed.</summary>
internal sealed class TextFiles : IDisposable
{
    private readonly List<byte[]> bytes = [];

    private TextFiles()
    {
    }

    /// <summary>In the order in which they were named.</summary>
    internal IReadOnlyList<Utf8Text> All { get; private set; } = [];

    /// <exception cref="CommandStopped">Usage: one that cannot be read or is no text.</exception>
    internal static TextFiles Read(IReadOnlyList<FileInfo> files)
    {
        var texts = new TextFiles();
        try
        {
            texts.bytes.AddRange(files.Select(SecretFiles.ReadText));
            texts.All = [.. texts.bytes.Select(read => Utf8Text.TryCreate(read, out var text) ? text : default)];
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    public void Dispose() => bytes.ForEach(read => CryptographicOperations.ZeroMemory(read));
}
