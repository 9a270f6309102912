using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// Both logins are a signature over a nonce of the host, bound to origin and organisation: nothing that could be replayed elsewhere reaches a
/// server, neither code nor passphrase (docs/protocol.md section 12).
/// </summary>
public static class LoginProof
{
    /// <summary>What a reporter signs: origin, org_id, mailbox_id and nonce.</summary>
    public static Hash32 ReporterInput(string origin, Id16 organisationId, ReadOnlySpan<byte> mailboxId, ReadOnlySpan<byte> nonce) =>
        Input(Labels.SignReporterLogin, origin, organisationId, mailboxId, nonce);

    /// <summary>What an officer or administrator signs: origin, org_id, officer_id and nonce.</summary>
    public static Hash32 OfficerInput(string origin, Id16 organisationId, Id16 officerId, ReadOnlySpan<byte> nonce) =>
        Input(Labels.SignOfficerLogin, origin, organisationId, officerId.Span, nonce);

    /// <summary>True where the report's auth key signed this login.</summary>
    /// <param name="authPublicKey">From the kind-1 header; a fixed dummy key where no mailbox is known, so that the work is the same.</param>
    /// <param name="origin">The origin the page was served from.</param>
    /// <param name="organisationId">Of the directory in use.</param>
    /// <param name="mailboxId">32 bytes.</param>
    /// <param name="nonce">52 bytes that <see cref="LoginNonce.Check"/> accepted.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool VerifyReporter(ReadOnlySpan<byte> authPublicKey, string origin, Id16 organisationId, ReadOnlySpan<byte> mailboxId, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> signature) =>
        Signatures.Verify(authPublicKey, ReporterInput(origin, organisationId, mailboxId, nonce).Span, signature);

    /// <summary>True where the account's login key signed this login.</summary>
    public static bool VerifyOfficer(ReadOnlySpan<byte> loginPublicKey, string origin, Id16 organisationId, Id16 officerId, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> signature) =>
        Signatures.Verify(loginPublicKey, OfficerInput(origin, organisationId, officerId, nonce).Span, signature);

    /// <summary>The lookup under which the server keeps a mailbox: the mailbox id itself is never stored.</summary>
    public static Hash32 Lookup(ReadOnlySpan<byte> mailboxId) => Sic.Hash(Labels.Lookup, mailboxId);

    private static Hash32 Input(ReadOnlySpan<byte> label, string origin, Id16 organisationId, ReadOnlySpan<byte> who, ReadOnlySpan<byte> nonce) =>
        new LabelledHash(label).Part(System.Text.Encoding.UTF8.GetBytes(origin)).Part(organisationId.Span).Part(who).Part(nonce).Finish();
}
