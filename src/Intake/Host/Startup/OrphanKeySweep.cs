using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>Once at start and once per civil day drops the shred keys that an interrupted put left behind.</summary>
internal sealed class OrphanKeySweep(MailboxStore mailbox, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private CivilDay? swept;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            var today = mailbox.Directories.Current().Today(clock);
            if (swept != today)
            {
                await mailbox.DropOrphanKeysAsync(stoppingToken);
                swept = today;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
