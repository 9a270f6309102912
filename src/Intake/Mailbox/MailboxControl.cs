using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>An officer's order, which stands in clear.</summary>
/// <param name="Stored">The facts of its object.</param>
/// <param name="Order">What it orders.</param>
public sealed record MailboxControl(MailboxObject Stored, ControlOrder Order);
