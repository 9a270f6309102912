using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>
/// Reads the list of keys twice, with and without the session, and compares: a server that shows an officer another list than it shows a stranger is
/// caught (docs/protocol.md section 11).
/// </summary>
internal static class OwnDirectory
{
    /// <summary>The host may replace the list between the two questions; then both are asked once more.</summary>
    private const int Rounds = 2;

    internal static async Task<TrustedDirectory> FetchAsync(CaseworkServer server, DirectoryTrust trust, CancellationToken cancellationToken)
    {
        var failure = FailureClass.None;
        for (var round = 1; round <= Rounds; round++)
        {
            var own = await server.ReadOwnDirectoryAsync(cancellationToken);
            var stranger = await server.ReadDirectoryAsync(cancellationToken);
            var chain = await server.ReadChainAsync(cancellationToken);
            var mine = trust.Judge(own, chain, out failure);
            var theirs = mine is null ? null : trust.Judge(stranger, chain, out failure);
            if (mine is not null && theirs is not null && mine.InUse.Directory.Hash == theirs.InUse.Directory.Hash)
            {
                return mine;
            }
        }

        throw failure == FailureClass.None
            ? CommandStopped.NotVerified("The server shows this account another list of keys than it shows to strangers. Nothing was sent. Tell those who keep the root key.")
            : DirectoryTrust.Refused(failure);
    }
}
