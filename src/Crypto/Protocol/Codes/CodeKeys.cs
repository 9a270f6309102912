using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Codes;

/// <summary>What a reference code opens in one organisation. Dispose wipes all of it.</summary>
public sealed class CodeKeys : IDisposable
{
    internal CodeKeys(Secret mailboxId, Secret authSeed, Secret kemSeed)
    {
        MailboxId = mailboxId;
        Lookup = Sic.Hash(Labels.Lookup, mailboxId.Span);
        Auth = ReporterSigningKey.FromSeed(authSeed.Span);
        Kem = Key.Import(KemAlgorithm.XWing, kemSeed.Span);
    }

    /// <summary>32 bytes, told to the server only inside a signed login.</summary>
    public Secret MailboxId { get; }

    /// <summary>What the server stores in place of the mailbox id.</summary>
    public Hash32 Lookup { get; }

    /// <summary>Signs the reporter's objects and logins.</summary>
    public ReporterSigningKey Auth { get; }

    /// <summary>Opens replies. Its public half travels only inside sealed bodies.</summary>
    public Key Kem { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        MailboxId.Dispose();
        Auth.Dispose();
        Kem.Dispose();
    }
}
