using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// Sends what waits. A fault of the server ends the round, since the next letter would fare the same; a fault of one letter does not.
/// </summary>
internal sealed class SendMails(MailOutbox outbox, MailPost post, MailDelivery delivery, LastMailProblem last) : ITickStep
{
    public string Name => "send-mails";

    public async Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
    {
        if (post.Setup is MailSetup.Wrong wrong)
        {
            return (ushort)wrong.Problem;
        }

        if (delivery.Breaker is BreakerState.Open)
        {
            return (ushort)last.Value;
        }

        var result = MailProblem.None;
        var tried = false;
        while (await outbox.ClaimAsync(moment.Instant, cancellationToken) is { } mail)
        {
            tried = true;
            var problem = await post.SendAsync(mail, cancellationToken);
            if (problem is MailProblem.None)
            {
                await outbox.MarkSentAsync(mail.Id, moment.Day, cancellationToken);
                continue;
            }

            result = problem;
            if (problem.ConcernsServer() || problem is MailProblem.BreakerOpen or MailProblem.FolderUnwritable or MailProblem.HostNameWouldShow)
            {
                break;
            }
        }

        if (tried && result is not MailProblem.BreakerOpen)
        {
            last.Value = result;
        }

        return (ushort)last.Value;
    }
}
