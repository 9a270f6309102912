using System.Threading.Channels;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>
/// The line before the one writer. While a commit waits for the disk the next ones gather, and all of them share the next sync. The line is bounded by
/// number and by bytes; whoever finds it full is told "busy" and keeps what they have.
/// </summary>
internal sealed class PutQueue : IAsyncDisposable
{
    internal const int LongestLine = 512;
    private const int LargestBatch = 256;
    private const long MostBytes = 64L * 1024 * 1024;

    private readonly Channel<PendingPut> line = Channel.CreateBounded<PendingPut>(
        new BoundedChannelOptions(LongestLine) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly GroupCommit commit;
    private readonly Task writing;
    private long waitingBytes;

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
            return Interlocked.Add(ref waitingBytes, size) <= MostBytes && line.Writer.TryWrite(put)
                ? await put.Answered
                : new PutOutcome.Refused(PutCode.Busy);
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
        commit.Dispose();
    }

    private void Write()
    {
        var batch = new List<PendingPut>(LargestBatch);
        while (line.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < LargestBatch && line.Reader.TryRead(out var put))
            {
                batch.Add(put);
            }

            commit.Run(batch);
            batch.Clear();
        }
    }
}
