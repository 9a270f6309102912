using System.Threading.Channels;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Mailbox.Uploads;

/// <summary>The line before the one writer of parts: while a commit waits for the disk the next parts gather, and all of them share the next sync.</summary>
internal sealed class PartQueue : IAsyncDisposable
{
    private const int LargestBatch = 64;

    private readonly Channel<PendingPart> line = Channel.CreateUnbounded<PendingPart>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PartCommit commit;
    private readonly Task writing;

    internal PartQueue(PartCommit commit)
    {
        this.commit = commit;
        // Its own thread: it spends its life waiting for the disk, and must not keep a pool thread from a request.
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits for the commit. The number of parts under way is bounded by <see cref="UploadStore"/>.</summary>
    internal Task<PutCode> StoreAsync(PendingPart part) =>
        line.Writer.TryWrite(part) ? part.Answered : Task.FromResult(PutCode.Busy);

    /// <summary>Stores what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        line.Writer.TryComplete();
        await writing;
        commit.Dispose();
    }

    private void Write()
    {
        var batch = new List<PendingPart>(LargestBatch);
        while (line.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < LargestBatch && line.Reader.TryRead(out var part))
            {
                batch.Add(part);
            }

            commit.Run(batch);
            batch.Clear();
        }
    }
}
