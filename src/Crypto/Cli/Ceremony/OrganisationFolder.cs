using System.Text;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// Writes the data folder of a new organisation. Folders are readable by their owner only, key files too. The folder organisation/ comes last and by a
/// rename, so an interrupted ceremony leaves nothing that a host would start on.
/// </summary>
internal sealed class OrganisationFolder
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Final = "organisation";
    private const string Unfinished = "organisation.unfinished";
    private readonly string root;

    private OrganisationFolder(string root) => this.root = root;

    /// <summary>Prepares the folder; null where it already holds an organisation or a demonstration.</summary>
    internal static OrganisationFolder? TryCreate(string root)
    {
        if (Directory.Exists(Path.Combine(root, Final)) || Directory.Exists(Path.Combine(root, "demo")))
        {
            return null;
        }

        CreateOwnFolder(root);
        var unfinished = Path.Combine(root, Unfinished);
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        return new OrganisationFolder(root);
    }

    /// <summary>A new folder, or one in which nothing lies; null where something does.</summary>
    internal static OrganisationFolder? TryCreateEmpty(string root)
    {
        if (File.Exists(root) || (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any()))
        {
            return null;
        }

        CreateOwnFolder(root);
        return new OrganisationFolder(root);
    }

    /// <summary>A file of the organisation itself.</summary>
    internal void WriteStatement(string name, ReadOnlySpan<byte> bytes) => Write(Unfinished, name, bytes);

    /// <summary>A file of one of the other folders.</summary>
    internal void Write(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        CreateOwnFolder(Path.Combine(root, folder));
        using var file = CreateOwnFile(Path.Combine(root, folder, name));
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    internal void WriteText(string folder, string name, string text) => Write(folder, name, Encoding.UTF8.GetBytes(text));

    /// <summary>Makes the organisation visible to the hosts.</summary>
    internal void Finish() => Directory.Move(Path.Combine(root, Unfinished), Path.Combine(root, Final));

    /// <summary>Writes a file beside its name and moves it there, so that nobody ever reads half of it.</summary>
    internal static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var draft = path + ".unfinished";
        File.Delete(draft);
        using (var file = CreateOwnFile(draft))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static void CreateOwnFolder(string path)
    {
        DemandUnix();
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
    }

    private static FileStream CreateOwnFile(string path)
    {
        DemandUnix();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }

    /// <summary>Key files need an owner; where file modes are not known, nothing is written.</summary>
    private static void DemandUnix()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("the ceremony needs a system with file modes");
        }
    }
}
