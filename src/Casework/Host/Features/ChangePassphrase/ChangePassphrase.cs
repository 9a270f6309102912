using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.ChangePassphrase;

/// <summary>
/// Puts a new passphrase in place of the old one (docs/protocol.md section 13). A session alone is not enough: both the old and the new
/// login key sign one fresh nonce, so that nobody at an unlocked screen takes the account over, and no slip of the page locks its officer
/// out. The server gets public keys and ciphertext; neither passphrase reaches it.
/// </summary>
internal sealed class ChangePassphrase(
    Accounts accounts, SignInSlowing slowing, LoginNonces nonces, OfficerRegister register)
{
    internal async Task<Outcome> RunAsync(SessionOfficer session, Proof proof, PassphraseChange change, CancellationToken cancellationToken)
    {
        if (slowing.Begin(session.OfficerId, known: true) is > 0 and var seconds)
        {
            return new Outcome.Slowed(seconds);
        }

        var account = await accounts.FindAsync(session.OfficerId, cancellationToken);
        if (account is null || !nonces.IsFresh(proof.Nonce.Span) || !IsSigned(session.OfficerId, account.LoginPublicKey, proof, proof.Old)
            || !IsSigned(session.OfficerId, change.LoginKey, proof, proof.New) || !nonces.TryUse(proof.Nonce.Span))
        {
            return new Outcome.Refused();
        }

        slowing.Succeeded(session.OfficerId);
        if (Repeats(account, change))
        {
            return new Outcome.NothingNew();
        }

        return await accounts.ChangePassphraseAsync(change, session.SessionId, cancellationToken) ? new Outcome.Changed() : new Outcome.VaultMoved();
    }

    private bool IsSigned(Id16 officerId, byte[] key, Proof proof, ReadOnlyMemory<byte> signature) =>
        LoginProof.VerifyOfficer(key, proof.Origin, register.OrganisationId, officerId, proof.Nonce.Span, signature.Span);

    // What hung on the old passphrase must not live on under the new one.
    private static bool Repeats(AccountRow account, PassphraseChange change) =>
        account.Salt.AsSpan().SequenceEqual(change.Salt)
        || account.LoginPublicKey.AsSpan().SequenceEqual(change.LoginKey)
        || account.VkId.AsSpan().SequenceEqual(change.VkId);

    /// <summary>One nonce of hello, signed with the login key of either passphrase, for the one of our origins from which the page was loaded.</summary>
    internal sealed record Proof(string Origin, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Old, ReadOnlyMemory<byte> New);

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>The new one holds; every other session has ended.</summary>
        internal sealed record Changed : Outcome;

        /// <summary>Another page stored a vault meanwhile; nothing was changed.</summary>
        internal sealed record VaultMoved : Outcome;

        internal sealed record Slowed(int Seconds) : Outcome;

        /// <summary>A signature is wrong, or the nonce old or used.</summary>
        internal sealed record Refused : Outcome;

        /// <summary>Salt, login key or key number are those of the old passphrase.</summary>
        internal sealed record NothingNew : Outcome;
    }
}
