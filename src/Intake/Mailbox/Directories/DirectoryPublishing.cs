using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Storage;

namespace IntegrityChannel.Intake.Mailbox.Directories;

/// <summary>When a statement may join what is published. Called inside a write transaction, so that two processes cannot both be first.</summary>
internal static class DirectoryPublishing
{
    private static readonly PublishOutcome Published = new PublishOutcome.Published();
    private static readonly PublishOutcome AlreadyKnown = new PublishOutcome.AlreadyKnown();

    internal static PublishOutcome Directory(PublishedDirectories known, StatementChange change, ReadOnlyMemory<byte> statement)
    {
        if (!ChainStep.TryParse(statement, out var step, out var failure))
        {
            return new PublishOutcome.Refused(failure);
        }

        if (known.Find(step.Directory.ClaimedSequence) is { } same && step.Change is null)
        {
            return Again(same, step.Directory);
        }

        if (!known.TryContinue(step, out var directory, out failure))
        {
            return new PublishOutcome.Refused(failure == FailureClass.WrongChain ? FailureClass.WrongDirectory : failure);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(directory.Content.Zone, out _))
        {
            return new PublishOutcome.Refused(FailureClass.Malformed);
        }

        if (step.Change is { } root)
        {
            change.Add(root);
        }

        change.Add(directory);
        return Published;
    }

    /// <summary>A number that was given already: the same directory, or another one that may not take its place.</summary>
    private static PublishOutcome Again(Crypto.Protocol.Trust.Directory published, UntrustedDirectory again) =>
        !again.Verify(published.Content.RootKey, published.OrganisationId, out var directory, out var failure) ? new PublishOutcome.Refused(failure)
        : directory.Hash == published.Hash ? AlreadyKnown
        : new PublishOutcome.Refused(FailureClass.WrongDirectory);

    internal static PublishOutcome Certificate(PublishedDirectories known, StatementChange change, ReadOnlyMemory<byte> statement)
    {
        if (!OfficerCertificate.TryParse(statement, out var certificate, out var failure) || !VerifiedBy(known, certificate.Verify, out failure))
        {
            return new PublishOutcome.Refused(failure);
        }

        if (known.Certificates.FirstOrDefault(other => other.KeyId == certificate.KeyId) is { } sameKey)
        {
            // One key for two officers would let one read what is sealed to the other.
            return sameKey.OfficerId == certificate.OfficerId ? AlreadyKnown : new PublishOutcome.Refused(FailureClass.WrongKey);
        }

        if (known.Certificates.Any(other => other.OfficerId == certificate.OfficerId && other.Serial >= certificate.Serial))
        {
            return new PublishOutcome.Refused(FailureClass.WrongChain);
        }

        change.Add(certificate);
        return Published;
    }

    internal static PublishOutcome Freshness(PublishedDirectories known, StatementChange change, ReadOnlyMemory<byte> statement, CivilDay today)
    {
        if (!Crypto.Protocol.Trust.Freshness.TryParse(statement, out var freshness, out var failure) || !VerifiedBy(known, freshness.Verify, out failure))
        {
            return new PublishOutcome.Refused(failure);
        }

        if (known.Directories.All(directory => directory.Hash != freshness.DirectoryHash))
        {
            return new PublishOutcome.Refused(FailureClass.WrongDirectory);
        }

        if (freshness.Day > today.AddDays(1))
        {
            // Clients take the latest signed day as the present: one wrong clock must not expire the directory for all.
            return new PublishOutcome.Refused(FailureClass.Expired);
        }

        var stored = known.Freshness.FirstOrDefault(other => other.OfficerId == freshness.OfficerId);
        return stored is null || IsNewer(freshness, stored) ? Replace(change, freshness) : AlreadyKnown;
    }

    // Revocation is cumulative: a statement that forgets one must not undo it.
    private static bool IsNewer(Crypto.Protocol.Trust.Freshness candidate, Crypto.Protocol.Trust.Freshness stored) =>
        stored.Revoked.All(candidate.Revoked.Contains)
        && (candidate.Day > stored.Day
            || (candidate.Day == stored.Day && (candidate.Revoked.Count > stored.Revoked.Count || candidate.DirectoryHash != stored.DirectoryHash)));

    private static PublishOutcome Replace(StatementChange change, Crypto.Protocol.Trust.Freshness freshness)
    {
        change.Replace(freshness);
        return Published;
    }

    private delegate bool Verification(Crypto.Protocol.Trust.Directory directory, out FailureClass failure);

    private static bool VerifiedBy(PublishedDirectories known, Verification verify, out FailureClass failure)
    {
        if (known.Newest is { } newest)
        {
            return verify(newest, out failure);
        }

        failure = FailureClass.WrongDirectory;
        return false;
    }
}
