using IntegrityChannel.Casework.Host.Storage;
using Microsoft.Extensions.Options;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>What an administrator sees of mail: settings without their secrets, what is wrong, and how many mails wait.</summary>
/// <param name="Transport">As set.</param>
/// <param name="Host">As set; null with pickup.</param>
/// <param name="Port">As set; null with pickup.</param>
/// <param name="Security">As set; null with pickup.</param>
/// <param name="Problem">Wrong settings, else the last failure of sending; none when all is well.</param>
/// <param name="Outbox">How many mails wait.</param>
/// <param name="Breaker">State towards the server.</param>
internal sealed record MailReport(
    string Transport, string? Host, int? Port, string? Security, MailProblem Problem, OutboxFigures Outbox, BreakerState Breaker)
{
    /// <summary>True unless the settings themselves are wrong.</summary>
    internal bool Configured => (ushort)Problem is < 60 or > 69;
}

/// <summary>Collects the report.</summary>
internal sealed class MailStatus(IOptionsMonitor<MailOptions> options, MailPost post, MailDelivery delivery, MailOutbox outbox, LastMailProblem last)
{
    /// <summary>The part that /health shows: wrong settings, else the last failure. Asks no store.</summary>
    internal MailProblem Problem => post.Setup is MailSetup.Wrong wrong ? wrong.Problem : last.Value;

    /// <summary>The transport as set, and where it is not a folder, the settings of the server.</summary>
    internal (string Transport, MailOptions? Server) Settings => options.CurrentValue is var set && set.Transport == "pickup" ? (set.Transport, null) : (set.Transport, set);

    internal async Task<MailReport> ReadAsync(CancellationToken cancellationToken)
    {
        var (transport, server) = Settings;
        return new MailReport(
            transport, server?.Host, server?.Port, server?.Security, Problem, await outbox.ReadFiguresAsync(cancellationToken), delivery.Breaker);
    }
}

/// <summary>What the last sending ended with; forgotten on restart, when the first tick finds it out again.</summary>
internal sealed class LastMailProblem
{
    private volatile MailProblem value;

    internal MailProblem Value
    {
        get => value;
        set => this.value = value;
    }
}
