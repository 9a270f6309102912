using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>Once at start and once per civil day drops what was left behind: shred keys of an interrupted put, uploads that no object named, and what the logs hold.</summary>
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
                swept = TryDropUploads() && mailbox.EmptyLogs() ? today : null;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>False where the disk refused: tried again in an hour, since reports must be taken meanwhile.</summary>
    private bool TryDropUploads()
    {
        try
        {
            mailbox.Uploads.DropAbandoned();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
