using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Recovering;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Recovering;

/// <summary>Who may be named in a recovery, and who may agree to it.</summary>
internal sealed class RecoveryPeople(DirectoryStore directories, OfficerRegister register, People people, CivilClock clock)
{
    // The chief and the data protection officer never read reports (docs/architecture.md, "Who may know what").
    private static readonly Crypto.Protocol.Trust.OfficerRole[] Readers =
    [
        Crypto.Protocol.Trust.OfficerRole.Responsible, Crypto.Protocol.Trust.OfficerRole.Deputy, Crypto.Protocol.Trust.OfficerRole.Confidant, Crypto.Protocol.Trust.OfficerRole.Investigator,
    ];

    /// <summary>Officers of the directory in force who may read reports and have a key to receive with.</summary>
    internal IReadOnlyList<Id16> Newcomers
    {
        get
        {
            var published = directories.Current();
            var today = clock.Today;
            return [.. (published.Newest?.Officers ?? []).Where(officer => Readers.Contains(officer.Role) && officer.From <= today && today <= officer.To && published.CertificateOf(officer.Id) is not null).Select(officer => officer.Id)];
        }
    }

    /// <summary>Every officer whom any directory lists: one who lost the passphrase may have left the list since.</summary>
    internal IReadOnlyList<Id16> Known => [.. directories.Current().Directories.SelectMany(directory => directory.Officers).Select(officer => officer.Id).Distinct()];

    /// <summary>Last day on which a recovery serves.</summary>
    internal static CivilDay EndOf(RecoveryRow row) => new CivilDay(row.AskedOn).AddDays(RecoveryAgreement.LifeDays);

    internal bool IsOpen(RecoveryRow row) => row.WithdrawnOn is null && clock.Today <= EndOf(row);

    /// <summary>Whether whoever is signed in may agree to a recovery.</summary>
    internal async Task<AgreementDecision> DecideAsync(RecoveryRow row, SessionOfficer session, CancellationToken cancellationToken)
    {
        var asked = new AskedRecovery(PartyId.From(row.AskedBy), PartyId.From(row.Lost), PartyId.From(row.Newcomer));
        OfficerRole? role = session.IsAdministrator ? null : (OfficerRole)session.Role;
        return RecoveryAgreement.Decide(asked, PartyId.From(session.OfficerId.Span), role, await DataProtectionOfficersAsync(cancellationToken));
    }

    /// <summary>The name on screen: as a directory lists it, else of the account; null for a stranger.</summary>
    internal async Task<string?> NameAsync(Id16 id, CancellationToken cancellationToken)
    {
        if (directories.Current().Directories.Select(directory => directory.FindOfficer(id)).LastOrDefault(found => found is not null) is { } listed)
        {
            return listed.Display;
        }

        var (account, person) = (await people.ReadAllAsync(cancellationToken)).FirstOrDefault(pair => Id16.From(pair.Account.OfficerId) == id);
        return person is { Display.Length: > 0 } ? person.Display : account?.Name;
    }

    private async Task<IReadOnlyList<PartyId>> DataProtectionOfficersAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var found = new List<PartyId>();
        foreach (var officer in (register.Newest?.Officers ?? []).Where(officer => officer.Role == Crypto.Protocol.Trust.OfficerRole.DataProtectionOfficer && officer.From <= today && today <= officer.To))
        {
            if (!await people.IsDeactivatedAsync(officer.Id, cancellationToken))
            {
                found.Add(PartyId.From(officer.Id.Span));
            }
        }

        return found;
    }
}
