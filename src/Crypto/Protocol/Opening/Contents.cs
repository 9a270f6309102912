using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>One answer of a report. Questions: 1 what happened, 2 where and when, 3 who, 4 where it can be checked, 5 category, 6 staff member.</summary>
public sealed record Answer(ushort Question, Utf8Text Text);

/// <summary>What a reporter's message asks for.</summary>
public enum ReporterAct : byte
{
    Message = 0,
    Question = 1,
    Meeting = 2,
    ComiteP = 3,
    Retaliation = 4,
    Agree = 5,
    Rectify = 6,
    Refuse = 7,
    Consent = 8,
    Withdraw = 9,
}

/// <summary>What an officer decided.</summary>
public enum DecisionKind : byte
{
    Admissible = 1,
    NotAdmissible = 2,
    HandedOver = 3,
    Closed = 4,
}

/// <summary>What a note is.</summary>
public enum NoteKind : byte
{
    Note = 1,
    Finding = 2,
    Category = 3,
    Measure = 4,
    Time = 5,
    IdentityOpened = 6,
    ArchiveRecord = 7,
}

/// <summary>How far a grant goes.</summary>
public enum GrantScope : byte
{
    /// <summary>The newcomer joins the officers of the report.</summary>
    Joins = 1,

    /// <summary>The newcomer reads these objects only. No client of this version makes one.</summary>
    TheseOnly = 2,
}

/// <summary>What stands inside a sealed body: one shape for each kind (docs/protocol.md section 6). Plaintext of people: lives here and in browsers only.</summary>
public abstract record OpenedContent
{
    private OpenedContent()
    {
    }

    /// <summary>The manifest of the container; empty without one, and in kinds that have none.</summary>
    public IReadOnlyList<ManifestRow> Files { get; init; } = [];

    /// <summary>Kind 1.</summary>
    /// <param name="KemKey">The reporter's X-Wing key, 1216 bytes.</param>
    /// <param name="AuthKey">The reporter's signing key; the same as in the header.</param>
    /// <param name="Lookup">The same as in the header.</param>
    /// <param name="RecoveryRefused">Then the header names no recovery.</param>
    /// <param name="Locale">Language tag.</param>
    /// <param name="Excluded">Who must never receive anything of this report; sorted.</param>
    /// <param name="Answers">In the order of the form.</param>
    public sealed record Report(
        ReadOnlyMemory<byte> KemKey, Hash32 AuthKey, Hash32 Lookup, bool RecoveryRefused, string Locale, IReadOnlyList<Id16> Excluded, IReadOnlyList<Answer> Answers) : OpenedContent;

    /// <summary>Kind 2.</summary>
    /// <param name="KemKey">As in kind 1.</param>
    /// <param name="Act">What is asked.</param>
    /// <param name="Refers">OH of what it answers; zeros where it stands alone.</param>
    /// <param name="Text">The message.</param>
    public sealed record ReporterMessage(ReadOnlyMemory<byte> KemKey, ReporterAct Act, Hash32 Refers, Utf8Text Text) : OpenedContent;

    /// <summary>Kind 3.</summary>
    public sealed record Reply(Utf8Text Text) : OpenedContent;

    /// <summary>Kind 4.</summary>
    public sealed record Acknowledgement(Utf8Text Text) : OpenedContent;

    /// <summary>Kind 5; both parts are filled.</summary>
    public sealed record Feedback(Utf8Text Action, Utf8Text Grounds) : OpenedContent;

    /// <summary>Kind 6.</summary>
    public sealed record Decision(DecisionKind Kind, Utf8Text Text) : OpenedContent;

    /// <summary>Kind 7.</summary>
    /// <param name="Kind">What the note is.</param>
    /// <param name="Text">The note.</param>
    /// <param name="Archive">Only in an archive record: what the originals held for writing to the reporter.</param>
    public sealed record Note(NoteKind Kind, Utf8Text Text, ArchiveFacts? Archive) : OpenedContent;

    /// <summary>Kind 8.</summary>
    /// <param name="Newcomer">Officer id.</param>
    /// <param name="KeyId">The newcomer's key that the wraps are for.</param>
    /// <param name="Scope">How far it goes.</param>
    /// <param name="ObjectIds">What is handed on; sorted.</param>
    /// <param name="Reason">For everybody in the case.</param>
    public sealed record Grant(Id16 Newcomer, Id16 KeyId, GrantScope Scope, IReadOnlyList<Id16> ObjectIds, Utf8Text Reason) : OpenedContent;

    /// <summary>Kind 9, which stands in clear.</summary>
    public sealed record Control(Envelopes.ControlOrder Order) : OpenedContent;

    /// <summary>Kind 10, which stands in clear.</summary>
    public sealed record Removal(Envelopes.RemovedAnswers Answers) : OpenedContent;

    /// <summary>Kind 11, which stands in clear.</summary>
    public sealed record Notice(Envelopes.ChannelNotice Content) : OpenedContent;
}

/// <summary>The facts of an archive record.</summary>
public sealed record ArchiveFacts(ReadOnlyMemory<byte> KemKey, IReadOnlyList<Id16> Excluded);
