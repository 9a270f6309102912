namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>One tick at a time, whoever asked for it: the engine every minute, or an administrator who pressed "try again".</summary>
internal sealed class TickTurn : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for the tick that is going, and holds the turn until the answer is disposed.</summary>
    internal async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new Taken(turn);
    }

    public void Dispose() => turn.Dispose();

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
