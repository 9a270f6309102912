using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>
/// Says once why the channel is not open, and once when it opens after that: a directory may be published, and a key's days may run out, while the
/// process runs. It looks by itself, so that no line of the log was caused by a request.
/// </summary>
internal sealed class StateWatch(MailboxStore mailbox, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private readonly ILogger logger = loggers.CreateLogger(Log.Category);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var said = ChannelState.Open;
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            var state = Look(otherwise: said);
            if (state != said)
            {
                Say(state);
                said = state;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private ChannelState Look(ChannelState otherwise)
    {
        try
        {
            return mailbox.State;
        }
#pragma warning disable CA1031 // A busy disk must not end the process by way of a line of the log; requests meet the fault themselves.
        catch (Exception)
#pragma warning restore CA1031
        {
            return otherwise;
        }
    }

    private void Say(ChannelState state)
    {
        if (state == ChannelState.Open)
        {
            Log.Open(logger);
        }
        else
        {
            Log.NotOpen(logger, state.Number(), state);
        }
    }
}
