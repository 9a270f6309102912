using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>What a client knows before it looks at a document.</summary>
public sealed record DirectoryExpectation
{
    /// <summary>Today's civil day in the organisation's zone by this device's clock.</summary>
    public required CivilDay DeviceDay { get; init; }

    /// <summary>The pinned root; another one is refused (wrong-root).</summary>
    public Hash32? Root { get; init; }

    /// <summary>The organisation, where a root other than its first one is pinned; else org_id must be the hash of the root.</summary>
    public Id16? OrganisationId { get; init; }

    /// <summary>The newest directory seen before; an older one is refused (wrong-directory).</summary>
    public uint MinimumSequence { get; init; }
}

/// <summary>How a key is known to be genuine: root → directory → officer's signing key → certificate → freshness (docs/protocol.md section 11).</summary>
public static class DirectoryVerification
{
    /// <summary>Days without confirmation before the page warns.</summary>
    public const int FreshnessDays = 14;

    /// <summary>Days past its expiry during which a directory is still used, with a warning.</summary>
    public const int GraceDays = 60;

    /// <summary>Parses and judges what GET /d answered.</summary>
    public static DirectoryVerdict Verify(ReadOnlyMemory<byte> document, DirectoryExpectation expectation)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        if (!DirectoryDocument.TryParse(document, out var parsed, out var failure)
            || !VerifyDirectory(parsed.Directory, expectation, out var directory, out failure)
            || !VerifyStatements(parsed, directory, out failure))
        {
            return new DirectoryVerdict.Refused(failure);
        }

        return Judge(parsed, directory, expectation.DeviceDay);
    }

    private static bool VerifyDirectory(UntrustedDirectory untrusted, DirectoryExpectation expectation, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Directory? directory, out FailureClass failure)
    {
        var root = expectation.Root ?? untrusted.ClaimedRoot;
        var organisation = expectation.OrganisationId ?? Sic.OrganisationId(root.Span);
        if (!untrusted.Verify(root, organisation, out directory, out failure))
        {
            return false;
        }

        failure = directory.Sequence < expectation.MinimumSequence ? FailureClass.WrongDirectory : FailureClass.None;
        return failure == FailureClass.None;
    }

    /// <summary>Statements of people who are no longer listed are passed over; a listed officer's must verify.</summary>
    private static bool VerifyStatements(DirectoryDocument document, Directory directory, out FailureClass failure)
    {
        failure = FailureClass.None;
        foreach (var freshness in document.Freshness)
        {
            if (!freshness.Verify(directory, out failure) && failure != FailureClass.NotAnOfficer)
            {
                return false;
            }
        }

        foreach (var certificate in document.Certificates)
        {
            if (!certificate.Verify(directory, out failure) && failure != FailureClass.NotAnOfficer)
            {
                return false;
            }
        }

        failure = FailureClass.None;
        return true;
    }

    private static DirectoryVerdict Judge(DirectoryDocument document, Directory directory, CivilDay deviceDay)
    {
        var freshness = document.Freshness.Where(item => directory.FindOfficer(item.OfficerId) is not null).ToList();
        var certificates = document.Certificates.Where(item => directory.FindOfficer(item.OfficerId) is not null).ToList();
        var signedDay = freshness.Select(item => item.Day).Append(directory.Content.Issued).Append(document.Day).Max();
        var expires = directory.Content.Expires;
        if (signedDay > expires.AddDays(GraceDays))
        {
            return new DirectoryVerdict.Refused(FailureClass.Expired);
        }

        var latestDay = signedDay > deviceDay ? signedDay : deviceDay;
        var officeDay = latestDay < expires ? latestDay : expires;
        var officers = directory.Officers.Select(officer => InUse(officer, certificates, freshness, officeDay, latestDay)).ToList();
        var inUse = new DirectoryInUse(directory, officers, ConfirmedOn(directory, freshness), document.Day, latestDay);
        return new DirectoryVerdict.Accepted(inUse, Warnings(inUse));
    }

    private static DirectoryWarnings Warnings(DirectoryInUse inUse)
    {
        var expires = inUse.Directory.Content.Expires;
        var warnings = DirectoryWarnings.None;
        warnings |= inUse.LatestDay > inUse.ConfirmedOn.AddDays(FreshnessDays) ? DirectoryWarnings.Freshness : 0;
        warnings |= inUse.Officers.Any(officer => officer.Key is { Expired: true }) ? DirectoryWarnings.Certificate : 0;
        warnings |= inUse.LatestDay > expires ? DirectoryWarnings.DirectoryExpired : 0;
        warnings |= inUse.LatestDay > expires.AddDays(GraceDays) ? DirectoryWarnings.DeviceDay : 0;
        return warnings;
    }

    /// <summary>Only freshness of this very directory confirms it; one voice for each officer.</summary>
    private static CivilDay ConfirmedOn(Directory directory, List<Freshness> freshness)
    {
        var issued = directory.Content.Issued;
        var days = freshness.Where(item => item.DirectoryHash == directory.Hash).GroupBy(item => item.OfficerId)
            .Select(own => own.Max(item => item.Day)).OrderDescending().ToList();
        var quorum = directory.Content.Quorum;
        return days.Count >= quorum && days[quorum - 1] > issued ? days[quorum - 1] : issued;
    }

    private static OfficerInUse InUse(DirectoryOfficer officer, List<OfficerCertificate> certificates, List<Freshness> freshness, CivilDay officeDay, CivilDay day)
    {
        var own = freshness.Where(item => item.OfficerId == officer.Id).ToList();
        var revoked = own.SelectMany(item => item.Revoked).ToHashSet();
        var inOffice = officer.From <= officeDay && officeDay <= officer.To;
        return new OfficerInUse(officer, inOffice ? CurrentKey(officer.Id, certificates, revoked, day) : null, own.Count == 0 ? null : own.Max(item => item.Day));
    }

    /// <summary>The highest serial that is not revoked; a key that two officers claim is nobody's, and neither is one that is no X-Wing key.</summary>
    private static OfficerKey? CurrentKey(Id16 officerId, List<OfficerCertificate> certificates, HashSet<Id16> revoked, CivilDay day)
    {
        var best = certificates
            .Where(item => item.OfficerId == officerId && !revoked.Contains(item.KeyId))
            .Where(item => !certificates.Exists(other => other.OfficerId != officerId && other.PublicKey.Span.SequenceEqual(item.PublicKey.Span)))
            .Where(item => PublicKey.TryImport(KemAlgorithm.XWing, item.PublicKey.Span, out _))
            .OrderByDescending(item => item.Serial).ThenBy(item => item.KeyId)
            .FirstOrDefault();
        return best is null ? null : new OfficerKey(best.KeyId, best.PublicKey, best.To < day);
    }
}
