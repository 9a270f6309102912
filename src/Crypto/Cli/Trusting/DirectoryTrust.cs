using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Trusting;

/// <summary>
/// Decides whether a server's keys are those of the poster (docs/protocol.md section 11): the history must hold a root with the typed fingerprint, lead
/// without a gap to the directory in use, and that directory must be fit for use. Being old makes a warning; anything that does not verify ends the command.
/// </summary>
internal sealed class DirectoryTrust(Fingerprint fingerprint, TimeProvider clock)
{
    /// <summary>The server may publish a directory between two questions; then both are asked once more.</summary>
    private const int Rounds = 2;

    /// <summary>The newest directory seen before; an older one is refused.</summary>
    internal uint MinimumSequence { get; init; }

    /// <summary>A root that this officer pinned earlier; it must stand in the history too.</summary>
    internal Hash32? PinnedRoot { get; init; }

    internal TimeProvider Clock => clock;

    /// <summary>The same expectations and an officer's own.</summary>
    internal DirectoryTrust With(uint minimumSequence, Hash32 pinnedRoot) => new(fingerprint, clock) { MinimumSequence = minimumSequence, PinnedRoot = pinnedRoot };

    /// <summary>Fetches and verifies.</summary>
    /// <exception cref="CommandStopped">Not verified.</exception>
    internal async Task<TrustedDirectory> FetchAsync(IDirectorySource source, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var document = await source.ReadDirectoryAsync(cancellationToken);
            var chain = await source.ReadChainAsync(cancellationToken);
            if (Judge(document, chain, out var failure) is { } trusted)
            {
                return trusted;
            }

            if (round == Rounds || failure != FailureClass.WrongDirectory)
            {
                throw Refused(failure);
            }
        }
    }

    /// <summary>Verifies a document and a history that were fetched.</summary>
    internal TrustedDirectory? Judge(ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> chain, out FailureClass failure)
    {
        if (!TryReadHistory(chain, out var history, out failure) || !DirectoryDocument.TryParse(document, out var parsed, out failure) || !KnowsZone(parsed, out var today, out failure))
        {
            return null;
        }

        var verdict = DirectoryVerification.Verify(document, new DirectoryExpectation
        {
            DeviceDay = today,
            Root = history.Roots[^1],
            OrganisationId = history.OrganisationId,
            MinimumSequence = MinimumSequence,
        });
        if (verdict is not DirectoryVerdict.Accepted accepted)
        {
            failure = ((DirectoryVerdict.Refused)verdict).Reason;
            return null;
        }

        // A directory that is in no history would be one that this server shows to us alone.
        var directory = accepted.InUse.Directory;
        failure = history.Find(directory.Sequence, directory.Hash) is null ? FailureClass.WrongDirectory : FailureClass.None;
        return failure == FailureClass.None ? new TrustedDirectory(accepted.InUse, history, accepted.Warnings, parsed.Certificates) : null;
    }

    /// <summary>A history that holds the root of the poster, and the one that was pinned.</summary>
    internal bool TryReadHistory(ReadOnlyMemory<byte> chain, [NotNullWhen(true)] out DirectoryHistory? history, out FailureClass failure)
    {
        history = null;
        if (!DirectoryChain.TryParse(chain, out var parsed, out failure) || !DirectoryHistory.TryVerify(parsed, out history, out failure))
        {
            return false;
        }

        var ours = history.Roots.Any(fingerprint.Names) && (PinnedRoot is not { } pinned || history.Roots.Contains(pinned));
        failure = ours ? FailureClass.None : FailureClass.WrongRoot;
        return ours;
    }

    internal static CommandStopped Refused(FailureClass failure) => CommandStopped.NotVerified(failure switch
    {
        FailureClass.WrongRoot or FailureClass.WrongOrganisation =>
            "The keys of this server do not lead to this fingerprint. Compare it with the poster once more; if it is the same, write nothing here and take another way: telephone, post, or Comité P.",
        FailureClass.Expired => "The list of keys expired more than 60 days ago and is not used any more. Take another way: telephone, post, or Comité P.",
        _ => $"The list of keys of this server does not verify ({failure.Name()}). Nothing was sent. Take another way: telephone, post, or Comité P.",
    });

    /// <summary>Today in the organisation's zone, by the clock of this machine.</summary>
    private bool KnowsZone(DirectoryDocument document, out CivilDay today, out FailureClass failure)
    {
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(document.Directory.Claimed.Zone, out var zone);
        today = known ? CivilDay.At(clock.GetUtcNow(), zone!) : default;
        failure = known ? FailureClass.None : FailureClass.Malformed;
        return known;
    }
}
