namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>A file to be put into a backup: as many bytes of it as it has now. What grows meanwhile is not part of it.</summary>
/// <param name="Name">As <see cref="ArchiveName"/> demands.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Length">Bytes.</param>
public sealed record ArchiveEntry(string Name, string Path, long Length)
{
    /// <summary>The file as long as it is at this moment.</summary>
    /// <exception cref="IOException">A name that no reader would accept.</exception>
    public static ArchiveEntry Of(string name, string path) => ArchiveName.IsValid(name)
        ? new ArchiveEntry(name, path, new FileInfo(path).Length)
        : throw new IOException($"the file {name} has a name that a backup cannot hold (letters, digits, dots, dashes, underscores)");
}
