using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Threads;

/// <summary>The words of --json for kinds, states and decisions; frozen, since scripts compare them.</summary>
internal static class ItemNames
{
    internal static string Name(this ObjectKind kind) => kind switch
    {
        ObjectKind.Report => "report",
        ObjectKind.ReporterMessage => "message",
        ObjectKind.Reply => "reply",
        ObjectKind.Acknowledgement => "acknowledgement",
        ObjectKind.Feedback => "feedback",
        ObjectKind.Decision => "decision",
        ObjectKind.Note => "note",
        ObjectKind.Grant => "grant",
        ObjectKind.Control => "order",
        ObjectKind.Removal => "removal",
        ObjectKind.ChannelNotice => "notice",
        _ => $"kind-{(byte)kind}",
    };

    internal static string Name(this ItemState state) => state switch
    {
        ItemState.Opened => "opened",
        ItemState.Sent => "sent",
        ItemState.CannotBeOpened => "cannot-be-opened",
        ItemState.Withheld => "withheld",
        ItemState.Removed => "removed",
        ItemState.NotRecovered => "not-recovered",
        ItemState.MissingBefore => "missing-before",
        ItemState.Forked => "forked",
        _ => "not-from-your-officers",
    };

    internal static string Name(this DecisionKind decision) => decision switch
    {
        DecisionKind.Admissible => "admissible",
        DecisionKind.NotAdmissible => "not-admissible",
        DecisionKind.HandedOver => "handed-over",
        _ => "closed",
    };

    internal static string Name(this AuthorRole author) => author switch
    {
        AuthorRole.Reporter => "reporter",
        AuthorRole.Officer => "officer",
        _ => "channel",
    };

    /// <summary>A state that says: what the server shows is not what was written. Withheld and removed are none: objects stay as stubs.</summary>
    internal static bool IsFault(this ItemState state) => state is ItemState.CannotBeOpened or ItemState.MissingBefore or ItemState.Forked or ItemState.NotFromYourOfficers;

    internal static string Name(this ControlAction action) => action switch
    {
        ControlAction.RetainUntil => "retain-until",
        ControlAction.Hold => "hold",
        ControlAction.Release => "release",
        ControlAction.RemoveRecipient => "remove-recipient",
        ControlAction.Erase => "erase",
        ControlAction.Confirm => "confirm",
        ControlAction.ObjectTo => "object-to",
        _ => "received-earlier",
    };

    /// <summary>What to make of a state, for people; null where there is nothing to say.</summary>
    internal static string? Explain(this ItemState state) => state switch
    {
        ItemState.Sent => "Your own; it cannot be opened with the code.",
        ItemState.CannotBeOpened => "Cannot be opened: not sealed for this key, or damaged. Do not trust it.",
        ItemState.Withheld => "Exists, but the server gives no part of it that this key opens, and no order says why.",
        ItemState.Removed => "Taken away, as an order of the reporter or of two officers says.",
        ItemState.NotRecovered => "A note from before the recovery that let you in: notes are sealed to no recovery key.",
        ItemState.MissingBefore => "Something that it builds on is missing: the server does not show everything there was.",
        ItemState.Forked => "Two versions of it exist: the server shows something else than before. Trust neither.",
        ItemState.NotFromYourOfficers => "Nobody whom the reporter chose wrote this, or its seal does not verify. Do not trust it.",
        _ => null,
    };
}
