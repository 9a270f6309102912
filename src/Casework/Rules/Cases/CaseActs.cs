namespace IntegrityChannel.Casework.Rules.Cases;

/// <summary>What an officer can do in a case.</summary>
public enum CaseAct
{
    /// <summary>Confirm receipt; once.</summary>
    Acknowledge,

    /// <summary>Ask or answer.</summary>
    Reply,

    /// <summary>Give feedback; may be repeated, and the first one counts.</summary>
    GiveFeedback,

    /// <summary>Decide on admissibility or hand over.</summary>
    Decide,

    /// <summary>Close the case.</summary>
    Close,

    /// <summary>Write a private note.</summary>
    WriteNote,
}

/// <summary>Why an act is refused.</summary>
public enum ActRefusal
{
    /// <summary>The officer does not receive this case; outside, this must look like an unknown case.</summary>
    NotARecipient,

    /// <summary>The role does not carry this act (articles 47 and 53).</summary>
    NotForThisRole,

    /// <summary>Receipt was confirmed by an officer before; the date cannot be set twice.</summary>
    AlreadyAcknowledged,

    /// <summary>A case is not closed before feedback was given (article 12, 5°).</summary>
    FeedbackMissing,
}

/// <summary>The answer to the question whether an act is lawful now.</summary>
public abstract record ActDecision
{
    private ActDecision()
    {
    }

    /// <summary>It is.</summary>
    public sealed record Allowed : ActDecision;

    /// <summary>It is not.</summary>
    public sealed record Refused(ActRefusal Reason) : ActDecision;
}

/// <summary>
/// Which acts are lawful. What stands inside a sealed object is not visible here: that feedback has both its parts, and
/// whether a decision closes, is checked by the officer's page before sealing.
/// </summary>
public static class CaseActs
{
    private static readonly ActDecision Allowed = new ActDecision.Allowed();

    /// <summary>Decides one act of one officer.</summary>
    public static ActDecision Decide(CaseFile file, PartyId by, CaseAct act)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.FindReceiving(by) is not { } recipient)
        {
            return Refuse(ActRefusal.NotARecipient);
        }

        return !MayDo(recipient.Role, act) ? Refuse(ActRefusal.NotForThisRole)
            : act is CaseAct.Acknowledge && file.FirstByOfficer(CaseObjectKind.Acknowledgement) is not null ? Refuse(ActRefusal.AlreadyAcknowledged)
            : act is CaseAct.Close && file.FirstByOfficer(CaseObjectKind.Feedback) is null ? Refuse(ActRefusal.FeedbackMissing)
            : Allowed;
    }

    /// <summary>All acts that are lawful for the officer now, in the order of the menu.</summary>
    public static IReadOnlyList<CaseAct> Lawful(CaseFile file, PartyId by) =>
        [.. Enum.GetValues<CaseAct>().Where(act => Decide(file, by, act) is ActDecision.Allowed)];

    private static bool MayDo(OfficerRole role, CaseAct act) => act switch
    {
        CaseAct.Decide or CaseAct.Close => role is OfficerRole.Responsible or OfficerRole.Deputy,
        CaseAct.WriteNote => role is OfficerRole.Responsible or OfficerRole.Deputy or OfficerRole.Confidant or OfficerRole.Investigator,
        _ => role is OfficerRole.Responsible or OfficerRole.Deputy or OfficerRole.Confidant,
    };

    private static ActDecision.Refused Refuse(ActRefusal reason) => new ActDecision.Refused(reason);
}
