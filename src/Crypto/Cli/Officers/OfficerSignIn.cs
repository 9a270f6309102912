using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>
/// Signs in with a passphrase: one Argon2id run gives the key that signs and the key that opens the vault. What was derived is kept until disposal, so
/// that a long-running caller may sign in again without a second run.
/// </summary>
internal sealed class OfficerSignIn(string name, Secret passphrase) : IDisposable
{
    private Derived? derived;

    internal string Name => name;

    /// <summary>Signs in and shows the session; the keys to open the vault are in the answer.</summary>
    /// <exception cref="CommandStopped">Not verified: the host asks for less than the floor of Argon2id, or hands out another account than the one that signed.</exception>
    internal async Task<(SessionAnswer Session, PassphraseKeys Keys)> EnterAsync(CaseworkServer server, TrustedDirectory directory, CancellationToken cancellationToken)
    {
        var hello = await server.HelloAsync(name, cancellationToken);
        if (hello.OfficerId.Length != Id16.Size || hello.Salt.Length != Id16.Size || hello.Nonce.Length != LoginNonce.Size)
        {
            throw new ExchangeFailed(ExchangeFailure.Malformed);
        }

        var keys = Derive(Id16.From(hello.Salt), hello.MemoryKib, hello.Iterations);

        // Bound to the organisation of the poster, whatever the host says of itself.
        var input = LoginProof.OfficerInput(server.Origin, directory.InUse.Directory.OrganisationId, Id16.From(hello.OfficerId), hello.Nonce);
        await server.SignInAsync(hello.OfficerId, hello.Nonce, keys.Login.Sign(input.Span), cancellationToken);
        var session = await server.ShowSessionAsync(cancellationToken);
        server.Antiforgery = session.Antiforgery;
        var same = session.OfficerId.AsSpan().SequenceEqual(hello.OfficerId) && session.Salt.AsSpan().SequenceEqual(hello.Salt)
            && (session.MemoryKib, session.Iterations) == (hello.MemoryKib, hello.Iterations);
        return same ? (session, keys) : throw CommandStopped.NotVerified("The server signed this account in and then showed another one. Nothing was opened. Tell the administrator.");
    }

    public void Dispose()
    {
        derived?.Keys.Dispose();
        passphrase.Dispose();
    }

    private PassphraseKeys Derive(Id16 salt, uint memoryKib, uint iterations)
    {
        if (derived is { } known && known.Salt == salt && known.MemoryKib == memoryKib && known.Iterations == iterations)
        {
            return known.Keys;
        }

        var parameters = Argon2id.TryCreate(memoryKib, iterations) ?? throw CommandStopped.NotVerified(
            "The server asks for a weaker protection of the passphrase than this program accepts. Nothing was derived from it. Tell the administrator.");
        derived?.Keys.Dispose();
        derived = new Derived(salt, memoryKib, iterations, PassphraseKeys.Derive(passphrase, salt, parameters));
        return derived.Keys;
    }

    private sealed record Derived(Id16 Salt, uint MemoryKib, uint Iterations, PassphraseKeys Keys);
}
