using System.Threading.Channels;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>
/// The line before the one writer. While a commit waits for the disk the next ones gather, and all of them share the next sync. Whoever comes while nobody waits and
/// the last one was alone too commits on the own thread: two threads less to wake. The line is bounded by number and by bytes; whoever finds it full is told "busy"
/// and keeps what they have.
/// </summary>
internal sealed class PutQueue : IAsyncDisposable
{
    internal const int LongestLine = 512;
    private const int LargestBatch = 256;
    private const long MostBytes = 64L * 1024 * 1024;

    private readonly Channel<PendingPut> line = Channel.CreateBounded<PendingPut>(
        new BoundedChannelOptions(LongestLine) { SingleReader = true, AllowSynchronousContinuations = false });

    // Held by whoever commits: statements are not for several threads at a time.
    private readonly Lock writer = new();
    private readonly GroupCommit commit;
    private readonly Task writing;
    private long waitingBytes;
    private volatile bool calm = true;
    private bool closed;

    internal PutQueue(GroupCommit commit)
    {
        this.commit = commit;
        // Its own thread: it spends its life waiting for the disk, and must not keep a pool thread from a request.
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Bytes in the line and in the writer's hands.</summary>
    internal long WaitingBytes => Interlocked.Read(ref waitingBytes);

    /// <summary>Waits for the commit; null where the put was stored. Not cancellable: the bytes are in the writer's hands until it answers.</summary>
    internal async Task<PutOutcome?> PutAsync(PendingPut put)
    {
        var size = put.Size;
        try
        {
            var waiting = Interlocked.Add(ref waitingBytes, size);
            return waiting > MostBytes || (!(calm && waiting == size && TryCommitAlone(put)) && !line.Writer.TryWrite(put))
                ? new PutOutcome.Refused(PutCode.Busy)
                : await put.Answered;
        }
        finally
        {
            Interlocked.Add(ref waitingBytes, -size);
        }
    }

    /// <summary>Stores what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        line.Writer.TryComplete();
        await writing;
        lock (writer)
        {
            closed = true;
            commit.Dispose();
        }
    }

    private bool TryCommitAlone(PendingPut put)
    {
        if (!writer.TryEnter())
        {
            return false;
        }

        try
        {
            if (closed)
            {
                return false;
            }

            commit.Run([put]);
            return true;
        }
        finally
        {
            writer.Exit();
        }
    }

    private void Write()
    {
        var batch = new List<PendingPut>(LargestBatch);
        while (line.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            // Gathered after whoever commits alone is done, so that those who came meanwhile share one commit.
            lock (writer)
            {
                while (batch.Count < LargestBatch && line.Reader.TryRead(out var put))
                {
                    batch.Add(put);
                }

                commit.Run(batch);
                calm = batch.Count == 1;
                batch.Clear();
            }
        }
    }
}
