namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>One mail, ready to go: plain text, one recipient, nothing that names a case.</summary>
/// <param name="From">Sender.</param>
/// <param name="To">One officer.</param>
/// <param name="Subject">The same for every mail of a language.</param>
/// <param name="Body">Lines ending in LF.</param>
/// <param name="MessageId">Without angle brackets: random, at the neutral domain.</param>
/// <param name="Date">Instant of the first attempt; written in UTC, so that no zone of a machine shows.</param>
internal sealed record MailLetter(string From, string To, string Subject, string Body, string MessageId, DateTimeOffset Date);
