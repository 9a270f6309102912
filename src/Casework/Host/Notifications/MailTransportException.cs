namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>An adapter's only way to say what went wrong. It carries no inner exception: those quote servers and addresses.</summary>
internal sealed class MailTransportException(MailProblem problem) : Exception(problem.ToString())
{
    internal MailProblem Problem => problem;
}
