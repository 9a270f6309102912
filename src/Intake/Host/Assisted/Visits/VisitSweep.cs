namespace IntegrityChannel.Intake.Host.Assisted.Visits;

/// <summary>Ends what nobody closed.</summary>
internal sealed class VisitSweep(VisitStore visits) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            visits.Sweep();
        }
    }
}
