using IntegrityChannel.Crypto.Protocol.Backups;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>
/// The data folder that a restore writes: under another name until it is whole, every file flushed to the disk, all for its owner only. Disposing before
/// <see cref="Finish"/> removes it.
/// </summary>
internal sealed class NewDataFolder : IArchiveTarget, IDisposable
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string final;
    private readonly string unfinished;

    private NewDataFolder(string final)
    {
        this.final = final.TrimEnd(Path.DirectorySeparatorChar);
        unfinished = this.final + ".unfinished";
    }

    /// <exception cref="RestoreRefused">An interrupted restore lies there.</exception>
    internal static NewDataFolder Create(string path)
    {
        var folder = new NewDataFolder(path);
        if (Directory.Exists(folder.unfinished))
        {
            throw new RestoreRefused(ExitCode.Refused, $"{folder.unfinished} is left from an interrupted restore. Look at it, remove it, then try again.");
        }

        CreateFolder(folder.unfinished);
        return folder;
    }

    public Stream Begin(string name, long length)
    {
        var path = Path.Combine([unfinished, .. name.Split('/')]);
        CreateFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1024 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FlushedFile(path, options);
    }

    /// <summary>Gives the folder its name.</summary>
    internal void Finish()
    {
        if (Directory.Exists(final))
        {
            Directory.Delete(final);
        }

        Directory.Move(unfinished, final);
    }

    public void Dispose()
    {
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
    }

    /// <summary>Reaches the disk before it closes.</summary>
    private sealed class FlushedFile(string path, FileStreamOptions options) : FileStream(path, options)
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing && CanWrite)
            {
                Flush(flushToDisk: true);
            }

            base.Dispose(disposing);
        }
    }
}
