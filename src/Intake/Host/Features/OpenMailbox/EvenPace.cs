namespace IntegrityChannel.Intake.Host.Features.OpenMailbox;

/// <summary>
/// What depends on whether a code is known leaves at fixed steps after its request came, so that the time that reading a mailbox takes does not show: a known
/// code costs half as much again as an unknown one, and both take one step (I-16). What takes longer than a step tells how many steps, and no more.
/// </summary>
internal static class EvenPace
{
    internal static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Does the work and waits for the end of the step in which it was done.</summary>
    internal static async Task<T> RunAsync<T>(TimeProvider clock, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var result = await work();
        var ends = TimeSpan.FromTicks(Step.Ticks * ((clock.GetElapsedTime(started).Ticks / Step.Ticks) + 1));
        for (TimeSpan left; (left = ends - clock.GetElapsedTime(started)) > TimeSpan.Zero;)
        {
            await Task.Delay(left, clock, cancellationToken);
        }

        return result;
    }
}
