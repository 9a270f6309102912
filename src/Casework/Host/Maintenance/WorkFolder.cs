using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Intake.Mailbox.Storage;

namespace IntegrityChannel.Casework.Host.Maintenance;

/// <summary>
/// Where copies of the databases lie while a backup reads them: <c>backup.unfinished</c> in the data folder, on the same disk as the originals and for their
/// owner only. Every copy is overwritten before it goes, also one that a killed backup left. One backup works at a time.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string folder;
    private readonly FileStream alone;

    private WorkFolder(string folder, FileStream alone)
    {
        this.folder = folder;
        this.alone = alone;
    }

    /// <exception cref="StartRefused">Another backup is at work.</exception>
    internal static WorkFolder Open(DataFolder data)
    {
        var folder = Path.Combine(data.Root, "backup.unfinished");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            var alone = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var work = new WorkFolder(folder, alone);
            work.DiscardCopies();
            return work;
        }
        catch (IOException)
        {
            throw new StartRefused("Another backup of this data folder is at work. Wait for its end.");
        }
    }

    /// <summary>A copy of a database as it is now.</summary>
    internal string Copy(string database)
    {
        var copy = Path.Combine(folder, Path.GetFileName(database));
        DatabaseCopy.Write(database, copy);
        return copy;
    }

    /// <summary>Overwrites and deletes one copy.</summary>
    internal static void Discard(string copy) => DatabaseCopy.Discard(copy);

    public void Dispose()
    {
        DiscardCopies();
        alone.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void DiscardCopies()
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != "lock").ToList())
        {
            DatabaseCopy.Discard(file);
        }
    }
}
