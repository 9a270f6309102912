using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// In Development, a tick every few seconds beside that of the job engine (<see cref="CaseworkOptions.TickSeconds"/>), so that nobody waits a minute for
/// what is due already. It takes its turn like every other tick.
/// </summary>
internal sealed class HurriedTick(CaseworkOptions options, IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.TickSeconds is not { } seconds)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await services.GetRequiredService<Tick>().RunAsync(stoppingToken);
        }
    }
}
