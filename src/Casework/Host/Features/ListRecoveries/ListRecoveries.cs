using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Recovering;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Recovering;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Features.ListRecoveries;

/// <summary>Every recovery there was, for everybody who is signed in: that reports were opened by other hands is no secret among those who work here. No report, and no count of any.</summary>
internal sealed class ListRecoveries(Recoveries recoveries, RecoveryPeople people)
{
    internal async Task<RecoveriesAnswer> RunAsync(SessionOfficer session, CancellationToken cancellationToken)
    {
        var lines = new List<RecoveryLine>();
        foreach (var row in await recoveries.ReadAllAsync(cancellationToken))
        {
            lines.Add(await ToLineAsync(row, session, cancellationToken));
        }

        return session.IsAdministrator
            ? new RecoveriesAnswer(lines, await NamesAsync(people.Known, cancellationToken), await NamesAsync(people.Newcomers, cancellationToken))
            : new RecoveriesAnswer(lines, [], []);
    }

    /// <summary>The words of a decision on the wire.</summary>
    internal static string Word(AgreementDecision decision) => decision switch
    {
        AgreementDecision.Allowed => "allowed",
        AgreementDecision.SamePerson => "same-person",
        AgreementDecision.Concerned => "concerned",
        AgreementDecision.NeedsDataProtectionOfficer => "needs-dpo",
        _ => "not-for-this-role",
    };

    private async Task<RecoveryLine> ToLineAsync(RecoveryRow row, SessionOfficer session, CancellationToken cancellationToken)
    {
        var state = row.WithdrawnOn is not null ? "withdrawn" : row.StoredOn is not null ? "stored" : !people.IsOpen(row) ? "ended" : row.AgreedOn is not null ? "agreed" : "asked";
        return new RecoveryLine
        {
            RecoveryId = row.RecoveryId,
            Lost = await NameAsync(row.Lost, cancellationToken),
            Newcomer = await NameAsync(row.Newcomer, cancellationToken),
            Reason = row.Reason,
            AskedBy = await NameAsync(row.AskedBy, cancellationToken),
            AskedOn = row.AskedOn,
            AgreedBy = row.AgreedBy is { } agreed ? await NameAsync(agreed, cancellationToken) : null,
            AgreedOn = row.AgreedOn,
            StoredOn = row.StoredOn,
            WithdrawnOn = row.WithdrawnOn,
            EndsOn = RecoveryPeople.EndOf(row).Value,
            State = state,
            You = state == "asked" ? Word(await people.DecideAsync(row, session, cancellationToken)) : null,
        };
    }

    private async Task<string> NameAsync(byte[] id, CancellationToken cancellationToken) => await people.NameAsync(Id16.From(id), cancellationToken) ?? "";

    private async Task<IReadOnlyList<NamedPerson>> NamesAsync(IReadOnlyList<Id16> ids, CancellationToken cancellationToken)
    {
        var named = new List<NamedPerson>();
        foreach (var id in ids)
        {
            named.Add(new NamedPerson(id.ToArray(), await NameAsync(id.ToArray(), cancellationToken)));
        }

        return named;
    }
}
