using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Features.UploadDirectory;

/// <summary>
/// Publishes a directory that the root signed, alone or behind the change to the root that signed it, if it says exactly what this host knows. The signature alone is not enough: an old request, signed late,
/// would list somebody who was deactivated meanwhile.
/// </summary>
internal sealed class UploadDirectory(OrganisationNow organisation, DirectoryPlan plan, DirectoryStore directories)
{
    internal async Task<Outcome> RunAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!ChainStep.TryParse(bytes, out var step, out var failure))
        {
            return new Outcome.Refused(failure == FailureClass.UnknownSuite ? "rehearsal" : "malformed");
        }

        if (!directories.Current().TryContinue(step, out var directory, out failure))
        {
            return new Outcome.Refused(failure == FailureClass.WrongChain ? "sequence" : "root");
        }

        if (organisation.Genesis?.OrganisationId != directory.OrganisationId)
        {
            return new Outcome.Refused("root");
        }

        if ((await plan.MakeAsync(cancellationToken)).Wish is not { } wish)
        {
            return new Outcome.Refused("intake");
        }

        if (Judge(directory, wish) is { } reason)
        {
            return new Outcome.Refused(reason);
        }

        return await directories.PublishDirectoryAsync(bytes, cancellationToken) is PublishOutcome.Refused
            ? new Outcome.Refused("sequence")
            : new Outcome.Published(directory);
    }

    /// <summary>What does not fit, as a word that the page explains; null where all fits.</summary>
    private static string? Judge(Directory directory, DirectoryWish wish) =>
        directory.Sequence != (wish.Previous?.Sequence ?? 0) + 1 || directory.Content.PreviousHash != (wish.Previous?.Hash ?? Hash32.Zeros) ? "sequence"
        : !directory.Content.RecoveryKey.Span.SequenceEqual(wish.Genesis.RecoveryKey.Span) ? "root"
        : directory.Content.Zone != wish.Zone ? "zone"
        : !directory.Content.Origins.SequenceEqual(wish.Origins, StringComparer.Ordinal) ? "addresses"
        : !wish.Channels.All(channel => IsListed(channel, directory, wish.Day)) ? "channel"
        : !directory.Officers.All(officer => IsKnown(officer, wish)) ? "officer"
        : !directory.Officers.Any(officer => officer.Role is OfficerRole.Responsible or OfficerRole.Deputy) ? "nobody"
        : null;

    private static bool IsListed(RequestedChannel channel, Directory directory, CivilDay today) =>
        directory.FindChannel(Sic.SigningKeyId(channel.PublicKey.Span)) is { } listed
        && listed.Serves(channel.Uses.HasFlag(ChannelUses.Receipts) ? ChannelUses.Receipts : ChannelUses.Notices, today);

    private static bool IsKnown(DirectoryOfficer officer, DirectoryWish wish) =>
        wish.Staying.Contains(officer.Id)
            ? wish.Previous!.FindOfficer(officer.Id) == officer
            : wish.Candidates.Any(candidate =>
                candidate.OfficerId == officer.Id && candidate.SigningKey == officer.SigningKey && candidate.Role == officer.Role && candidate.Display == officer.Display);

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        internal sealed record Published(Directory Directory) : Outcome;

        internal sealed record Refused(string Reason) : Outcome;
    }
}
