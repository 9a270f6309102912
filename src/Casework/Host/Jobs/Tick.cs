using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// The tick: every step in its order, each on its own. A step that fails is recorded with a code and tried again at the next tick; the
/// others go on, since a full disk must not silence a reminder nor a mail server a date.
/// </summary>
internal sealed partial class Tick(
    IEnumerable<ITickStep> steps, TickTurn turn, TickResults results, CivilClock calendar, TimeProvider clock, ILoggerFactory loggers) : IRecurringJob
{
    /// <summary>E-33: an unexpected fault inside; its text may quote what must not be kept.</summary>
    internal const ushort InternalFault = 33;

    private readonly ILogger logger = loggers.CreateLogger(Log.Category);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var own = await turn.TakeAsync(cancellationToken);
        var moment = TickMoment.At(clock.GetUtcNow(), calendar.Zone);
        foreach (var step in steps)
        {
            var result = await TryAsync(step, moment, cancellationToken);
            await TryRecordAsync(step.Name, moment, result, cancellationToken);
        }
    }

    private async Task<ushort> TryAsync(ITickStep step, TickMoment moment, CancellationToken cancellationToken)
    {
        try
        {
            return await step.RunAsync(moment, cancellationToken);
        }
#pragma warning disable CA1031 // The one place where a step's fault ends: it becomes a code, and the next step runs.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            StepFailed(logger, step.Name);
            return InternalFault;
        }
    }

    private async Task TryRecordAsync(string name, TickMoment moment, ushort result, CancellationToken cancellationToken)
    {
        try
        {
            await results.RecordAsync(name, moment.Day, result, cancellationToken);
        }
#pragma warning disable CA1031 // A result that cannot be stored must not stop the steps that follow.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            StepFailed(logger, name);
        }
    }

    /// <summary>The name is one of our own; the fault itself is never written.</summary>
    [LoggerMessage(20, LogLevel.Warning, "tick step {Step} failed; it is tried again at the next tick")]
    private static partial void StepFailed(ILogger logger, string step);
}
