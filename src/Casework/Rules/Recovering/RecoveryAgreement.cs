using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Recovering;

/// <summary>Whether somebody may agree to a recovery that an administrator asked for.</summary>
public enum AgreementDecision
{
    /// <summary>This is the second person.</summary>
    Allowed,

    /// <summary>Whoever asked cannot agree with themself.</summary>
    SamePerson,

    /// <summary>The officer whose reports are recovered, and the one who is to read them, have no say in it.</summary>
    Concerned,

    /// <summary>The organisation lists a data protection officer who could agree: nobody else may.</summary>
    NeedsDataProtectionOfficer,

    /// <summary>No role that agrees to recoveries.</summary>
    NotForThisRole,
}

/// <summary>What is asked.</summary>
/// <param name="AskedBy">The administrator.</param>
/// <param name="Lost">The officer whose reports are recovered.</param>
/// <param name="Newcomer">The officer who is to read them.</param>
public readonly record struct AskedRecovery(PartyId AskedBy, PartyId Lost, PartyId Newcomer);

/// <summary>
/// Recovery takes two people: an administrator asks, and the data protection officer agrees. Where the organisation lists none in office, a second administrator, the
/// responsible officer or a deputy does. Never those whom it is about.
/// </summary>
public static class RecoveryAgreement
{
    /// <summary>Days from asking until nothing can be done with it any more.</summary>
    public const int LifeDays = 60;

    /// <summary>Decides for one person.</summary>
    /// <param name="asked">The recovery.</param>
    /// <param name="who">Who would agree.</param>
    /// <param name="role">Their role; null for an administrator.</param>
    /// <param name="dataProtectionOfficers">Those in office.</param>
    public static AgreementDecision Decide(AskedRecovery asked, PartyId who, OfficerRole? role, IEnumerable<PartyId> dataProtectionOfficers)
    {
        if (who == asked.AskedBy)
        {
            return AgreementDecision.SamePerson;
        }

        if (who == asked.Lost || who == asked.Newcomer)
        {
            return AgreementDecision.Concerned;
        }

        if (dataProtectionOfficers.Any(officer => officer != asked.Lost && officer != asked.Newcomer))
        {
            return role == OfficerRole.DataProtectionOfficer ? AgreementDecision.Allowed : AgreementDecision.NeedsDataProtectionOfficer;
        }

        return role is null or OfficerRole.Responsible or OfficerRole.Deputy ? AgreementDecision.Allowed : AgreementDecision.NotForThisRole;
    }
}
