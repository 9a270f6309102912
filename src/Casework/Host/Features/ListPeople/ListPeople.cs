using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Features.ListPeople;

/// <summary>Who has or may make an account, and what the next directory waits for. No case, no date of one, no count of any.</summary>
internal sealed class ListPeople(People people, Invitations invitations, DirectoryStore directories, DirectoryPlan plan, OrganisationNow organisation, CivilClock clock, MailboxStore mailbox)
{
    internal async Task<PeopleAnswer> RunAsync(Id16 self, CancellationToken cancellationToken)
    {
        var published = directories.Current();
        var today = clock.Today;
        var accounts = (await people.ReadAllAsync(cancellationToken)).Select(pair => ToLine(pair.Account, pair.Person, published, self));
        var invited = (await invitations.ReadAllAsync(cancellationToken)).Select(row => ToLine(row, today));
        var settings = organisation.Settings!;
        var intake = await mailbox.Hosts.FindAsync(ChannelUses.Receipts, cancellationToken);
        return new PeopleAnswer(
            [.. accounts, .. invited],
            published.Newest is { } newest ? new DirectoryLine(newest.Sequence, newest.Content.Issued.Value, newest.Content.Expires.Value) : null,
            (await plan.MakeAsync(cancellationToken)).State,
            published.IsOpen,
            published.Newest?.Fingerprint ?? organisation.Genesis?.Fingerprint,
            settings.Languages.ToDictionary(language => language, settings.NameIn, StringComparer.Ordinal),
            intake?.Origins ?? [],
            intake?.Sealer?.ToString());
    }

    private static PersonLine ToLine(AccountRow account, PersonRow? person, PublishedDirectories published, Id16 self)
    {
        var id = Id16.From(account.OfficerId);
        var listed = published.Newest?.FindOfficer(id);
        var signingKey = listed?.SigningKey ?? (person?.Candidate is { } bytes && Candidate.TryVerify(bytes, out var candidate, out _) ? candidate.SigningKey : null);
        return new PersonLine
        {
            OfficerId = account.OfficerId,
            Account = account.Name.Split('#')[0],
            Display = person is { Display.Length: > 0 } ? person.Display : listed?.Display ?? "",
            Role = account.Role,
            Mail = account.MailAddress,
            State = person?.DeactivatedOn is not null ? "deactivated" : account.Role == 0 ? "active" : listed is not null ? "listed" : "enrolled",
            Listed = listed is not null,
            Fingerprint = signingKey is { } key ? OfficerFingerprint.Of(key.Span) : null,
            KeyUntil = listed is null ? null : published.CertificateOf(id)?.To.Value,
            TrainedOn = person?.TrainedOn,
            Decision = person?.Decision,
            Self = id == self,
        };
    }

    private static PersonLine ToLine(InvitationRow row, CivilDay today) => new()
    {
        InvitationId = row.InvitationId,
        Account = row.Account,
        Display = row.Display,
        Role = row.Role,
        Mail = row.MailAddress,
        State = row.ExpiresOn < today.Value ? "expired" : "invited",
        ExpiresOn = row.ExpiresOn,
        TrainedOn = row.TrainedOn,
        Decision = row.Decision,
    };
}
