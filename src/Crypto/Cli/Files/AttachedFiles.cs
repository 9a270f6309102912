using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>The files that go with one message: looked at before anything is asked of a server, read again while they are sealed.</summary>
/// <param name="Sources">At least one, in the order in which they were named.</param>
internal sealed record AttachedFiles(IReadOnlyList<ContainerSource> Sources)
{
    /// <summary>Said to every reporter before the first byte of a file goes.</summary>
    internal const string AsTheyAre =
        "Note: the files go as they are. What they hold besides what you see, such as the place of a photo or the author of a document, goes with them; the page in a browser can clean it.";

    /// <summary>As many as the pages take.</summary>
    internal const int Most = 30;

    /// <summary>Bytes of a body that are kept for what is neither text nor manifest: keys, officers left out, lengths.</summary>
    private const int Aside = 8 * 1024;

    /// <summary>Bytes of a manifest's row beside name and type.</summary>
    private const int RowSize = sizeof(ulong) + sizeof(ulong) + Hash32.Size + sizeof(ushort) + sizeof(ushort);

    /// <summary>Bytes of all files together.</summary>
    internal long Length => Sources.Sum(source => source.Length);

    /// <summary>Ciphertext bytes of their container.</summary>
    internal long SealedLength => ContainerLengths.Sealed(Length);

    /// <param name="files">As the command line names them.</param>
    /// <param name="ownNames">Whether they go under their own names; else a number and the ending stand in their place.</param>
    /// <exception cref="CommandStopped">Usage: too many, or one that is not there, empty or not readable.</exception>
    internal static AttachedFiles Of(IReadOnlyList<FileInfo> files, bool ownNames) => files.Count > Most
        ? throw CommandStopped.Usage($"At most {Most} files go with one message.")
        : new AttachedFiles([.. files.Select((file, index) => Source(file, ownNames ? file.Name : NumberedName(file.Name, index + 1)))]);

    /// <summary>Text and list of files share one sealed body.</summary>
    /// <exception cref="CommandStopped">Usage: too long together.</exception>
    internal void DemandRoomBeside(int textLength)
    {
        if (textLength + Sources.Sum(source => RowSize + source.Name.Span.Length + source.Type.Length) > BodyBuckets.MaximumContent - Aside)
        {
            throw CommandStopped.Usage("The text is too long to go with these files. Send it in two messages, or as one of the files.");
        }
    }

    /// <summary>A name tells something too: who scanned what, and when. The ending stays, where it is a short plain one.</summary>
    private static string NumberedName(string name, int number)
    {
        var ending = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return $"file-{number}{(ending.Length is > 0 and <= 8 && ending.All(char.IsAsciiLetterOrDigit) ? $".{ending}" : "")}";
    }

    private static ContainerSource Source(FileInfo file, string name)
    {
        try
        {
            using var stream = Open(file);
            return stream.Length > 0
                ? new ContainerSource(ManifestCodec.FitName(name), "", stream.Length, () => Open(file))
                : throw CommandStopped.Usage($"The file {file.Name} is empty.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CommandStopped.Usage($"The file {file.Name} cannot be read.");
        }
    }

    /// <summary>Unbuffered: sealing reads whole chunks, and no copy of the text stays behind in a buffer.</summary>
    private static FileStream Open(FileInfo file) => new(
        file.FullName, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
}
