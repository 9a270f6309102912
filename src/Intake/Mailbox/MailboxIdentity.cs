using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>A mailbox found by its lookup: which report it holds and which key proves the code.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="AuthPublicKey">Ed25519 key of the reporter.</param>
public readonly record struct MailboxIdentity(Id16 ReportId, Hash32 AuthPublicKey);
