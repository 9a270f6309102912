using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>
/// Copies of a database file that is in use, made by SQLite's online backup: one consistent state, while both processes go on writing. A copy is for its
/// owner only. A copy of keys.db holds shred keys in the clear, so a copy that is no longer needed is overwritten before it is deleted.
/// </summary>
public static class DatabaseCopy
{
    /// <summary>Copies beside a database, made before its schema changed, live this long.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    private const string BeforeSchema = ".schema-";
    private const int Block = 1024 * 1024;

    /// <summary>Writes the present state of a database to a new file, whole and flushed to the disk, or not at all.</summary>
    /// <exception cref="IOException">The target exists, or cannot be written.</exception>
    public static void Write(string database, string target)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(target);
        var unfinished = target + ".unfinished";
        Discard(unfinished);
        try
        {
            CreateForOwnerOnly(unfinished);
            CopyPages(database, unfinished);
            Flush(unfinished);
            File.Move(unfinished, target, overwrite: false);
        }
        catch
        {
            Discard(unfinished);
            throw;
        }
    }

    /// <summary>Overwrites a file and deletes it; does nothing where there is none. As strong as SQLite's secure_delete, and no stronger: what a file system or a disk keeps besides is theirs.</summary>
    public static void Discard(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            var zeros = new byte[Block];
            for (var left = file.Length; left > 0; left -= zeros.Length)
            {
                file.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            }

            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    /// <summary>Discards the copies that were kept beside a database before its schema changed, once they are older than <see cref="LongestLife"/>.</summary>
    public static void DiscardOld(string database, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(database);
        var path = Path.GetFullPath(database);
        foreach (var copy in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + BeforeSchema + "*"))
        {
            if (now - File.GetLastWriteTimeUtc(copy) > LongestLife)
            {
                Discard(copy);
            }
        }
    }

    /// <summary>Keeps the state before a change of the schema, beside the database. A copy that an interrupted start left is the older state, and stays.</summary>
    internal static void KeepBefore(string database, int schema)
    {
        var target = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{database}{BeforeSchema}{schema}");
        if (!File.Exists(target))
        {
            Write(database, target);
        }
    }

    private static void CopyPages(string database, string target)
    {
        using var from = Open(database);
        using var to = Open(target);
        using (var settings = to.CreateCommand())
        {
            // Nobody reads the target before it is whole, and it is flushed at the end: a journal would only leave pages behind.
            settings.CommandText = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;";
            settings.ExecuteNonQuery();
        }

        from.BackupDatabase(to);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = 10,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void CreateForOwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Flush(flushToDisk: true);
    }
}
