using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.SignIn;

/// <summary>Sign-in by signature (docs/protocol.md section 12): the server learns that the passphrase is known, never the passphrase.</summary>
internal sealed class SignIn(
    Accounts accounts, SignInSlowing slowing, LoginNonces nonces, Sessions sessions, OfficerRegister register)
{
    // The curve's base point: a valid key to check against where there is no account, so that the work is the same.
    private static readonly byte[] NobodysKey = [0x58, .. Enumerable.Repeat((byte)0x66, 31)];

    /// <param name="origin">One of ours, from which the page was loaded; the signature must be for this one.</param>
    /// <param name="officerId">Who signs in.</param>
    /// <param name="nonce">Of hello.</param>
    /// <param name="signature">Over all of these.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<Outcome> RunAsync(string origin, Id16 officerId, ReadOnlyMemory<byte> nonce, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(officerId, cancellationToken);
        if (slowing.Begin(officerId, account is not null) is > 0 and var seconds)
        {
            return new Outcome.Slowed(seconds);
        }

        var fresh = nonces.IsFresh(nonce.Span);
        var signed = LoginProof.VerifyOfficer(
            account?.LoginPublicKey ?? NobodysKey, origin, register.OrganisationId, officerId, nonce.Span, signature.Span);
        var held = await register.HoldsAsync(officerId, account?.Role ?? SessionOfficer.AdministratorRole, cancellationToken);
        if (account is null || !fresh || !signed || !held || !nonces.TryUse(nonce.Span))
        {
            return new Outcome.Refused();
        }

        slowing.Succeeded(officerId);
        return new Outcome.SignedIn(await sessions.BeginAsync(officerId, account.Role, cancellationToken));
    }

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        internal sealed record SignedIn(SessionOfficer Session) : Outcome;

        internal sealed record Slowed(int Seconds) : Outcome;

        /// <summary>Unknown name, wrong passphrase, used nonce, removed officer: one answer for all.</summary>
        internal sealed record Refused : Outcome;
    }
}
