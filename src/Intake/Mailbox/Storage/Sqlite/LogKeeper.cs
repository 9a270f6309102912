using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>
/// Writes both logs back into their files while the writer goes on. Left to SQLite, the writer itself does so within a commit, and everybody who waits for that
/// commit waits for it too. Pages that many reports change, those of indexes, are written back once for all of them.
/// </summary>
internal sealed class LogKeeper(SqliteFile mailboxFile, SqliteFile keysFile, Lock turn)
{
    // Bytes of objects: some thirty MiB of log, half of what a commit of its own would wait for (Pragmas).
    private const long Enough = 8 * 1024 * 1024;

    // Pages: two MiB, some ten milliseconds for those who wait.
    private const long Few = 512;
    private const int MostPasses = 6;

    private long since;
    private Task writingBack = Task.CompletedTask;

    /// <summary>After a commit: tells how many bytes of objects it stored. For whoever commits, one at a time.</summary>
    internal void Stored(long bytes)
    {
        since += bytes;
        if (since >= Enough && writingBack.IsCompleted)
        {
            since = 0;
            // A thread of its own, for as long as it takes: it waits for the disk, and must not keep a pool thread from a request.
            writingBack = Task.Factory.StartNew(WriteBack, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for what was begun.</summary>
    internal void Finish() => writingBack.GetAwaiter().GetResult();

    private void WriteBack()
    {
        try
        {
            WriteBack(mailboxFile);
            WriteBack(keysFile);
        }
        catch (SqliteException)
        {
            // The log stays whole, and with it every commit; whoever writes back next does this too.
        }
    }

    // Beside the writer first, each time what came during the time before, until that is little. Only with the writer waiting is nothing left, so that the next
    // commit begins the log anew.
    private void WriteBack(SqliteFile file)
    {
        using var connection = file.Open();
        using var pass = new Statement(connection, "PRAGMA wal_checkpoint(PASSIVE)");
        for (var (passes, before, came) = (0, 0L, long.MaxValue); came > Few && passes < MostPasses; passes++)
        {
            var frames = FramesAfter(pass);
            (came, before) = (frames - before, frames);
        }

        lock (turn)
        {
            FramesAfter(pass);
        }
    }

    private static long FramesAfter(Statement pass)
    {
        using var answer = pass.Read();
        return answer.Read() ? answer.GetInt64(1) : 0;
    }
}
