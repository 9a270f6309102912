using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Intake.Host.Assisted.Sealing;

/// <summary>Whether an object of the dialogue can be shown.</summary>
internal enum ThreadItemState
{
    Shown,

    /// <summary>The reporter's own; the code does not open it again.</summary>
    Sent,
    CannotBeOpened,
    Withheld,

    /// <summary>The reporter took this answer away.</summary>
    RemovedHere,

    /// <summary>Officers erased it.</summary>
    Erased,
    NotFromYourOfficers,
}

/// <summary>One object of the dialogue, as the reporter may read it.</summary>
/// <param name="Kind">Of the object.</param>
/// <param name="Day">The server's civil day of storing.</param>
/// <param name="Officer">Who wrote it; null for reporter, channel and strangers.</param>
/// <param name="State">Whether it can be shown.</param>
internal sealed record ThreadItem(ObjectKind Kind, CivilDay Day, DirectoryOfficer? Officer, ThreadItemState State)
{
    /// <summary>Names it in a removal.</summary>
    internal required Id16 ObjectId { get; init; }

    /// <summary>Words of people, in the order of the kind; wiped with the mailbox.</summary>
    internal IReadOnlyList<Utf8Text> Words { get; init; } = [];

    /// <summary>Kind 6: 1 admissible, 2 not admissible, 3 handed over, 4 closed.</summary>
    internal int Decision { get; init; }

    /// <summary>Kind 8: who was let in. Kind 9: who no longer reads; null for an order that changes no reader.</summary>
    internal Id16? Subject { get; init; }

    /// <summary>Kind 9: an earlier day of receipt that an officer noted.</summary>
    internal CivilDay? ReceivedEarlier { get; init; }

    /// <summary>Kind 11.</summary>
    internal ChannelNotice? Notice { get; init; }

    internal int Files { get; init; }

    /// <summary>Came after the reporter's own last message.</summary>
    internal bool IsNew { get; init; }

    /// <summary>What counts for dates: opened, and from an officer of the report or the channel.</summary>
    internal bool Counts => State == ThreadItemState.Shown && Kind.Author() != AuthorRole.Reporter;
}

/// <summary>Somebody whom recovery let in, or whom the server claims that it did.</summary>
internal sealed record ThreadRecovery(Id16 Newcomer, CivilDay Day, int Reason, bool Counts);
