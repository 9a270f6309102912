using IntegrityChannel.Intake.Host.Pages;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>Makes the offline sealer anew soon after a list of keys was published, so that poster and keys log name it before anybody fetches it.</summary>
internal sealed class SealerWatch(SealerFile sealer) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await sealer.ReadAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A busy disk must not end the process by way of a paper's figure; whoever fetches the file meets the fault.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
        }
    }
}
