namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>One part of the tick. It asks the rules what is due at the moment and does it once, however often it runs.</summary>
internal interface ITickStep
{
    /// <summary>Name in tick_results and on the administrator's page.</summary>
    string Name { get; }

    /// <summary>0 when all went well, else a code of docs/errors.md. Unexpected faults are thrown; the tick turns them into a code.</summary>
    Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken);
}
