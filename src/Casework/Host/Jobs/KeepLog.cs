using IntegrityChannel.Casework.Host.KeysLogs;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>Keys, certificates and pages stand in the keys log soon after they are served, also where nobody asks for it; and so does the head of every day's access.</summary>
internal sealed class KeepLog(LogKeeper keeper) : ITickStep
{
    public string Name => "keys-log";

    public async Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
    {
        await keeper.CloseDaysAsync(cancellationToken);
        _ = await keeper.ReadAsync(cancellationToken);
        return 0;
    }
}
