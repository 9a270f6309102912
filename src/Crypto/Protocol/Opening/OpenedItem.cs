using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>How an object is shown.</summary>
public enum ItemState
{
    /// <summary>The content is there.</summary>
    Opened,

    /// <summary>The reporter's own; the code cannot open it again.</summary>
    Sent,

    /// <summary>Wrap, commitment, body or content did not hold.</summary>
    CannotBeOpened,

    /// <summary>The host gave no wrap, and no order says why.</summary>
    Withheld,

    /// <summary>The host gave no wrap, as an order of reporter or officers says.</summary>
    Removed,

    /// <summary>A note from before the recovery that let this reader in: notes are sealed to no recovery key.</summary>
    NotRecovered,

    /// <summary>Something it builds on is not there.</summary>
    MissingBefore,

    /// <summary>Two versions exist.</summary>
    Forked,

    /// <summary>Nobody of the report's officers wrote it.</summary>
    NotFromYourOfficers,
}

/// <summary>One object of a dialogue.</summary>
/// <param name="Header">As it was signed.</param>
/// <param name="PutDay">The server's civil day of storing; the statutory clock runs on it.</param>
/// <param name="ObjectHash">OH.</param>
/// <param name="Officer">As the directory of that object lists the author; null for reporter, channel and strangers.</param>
/// <param name="State">How it is shown.</param>
/// <param name="Failure">Why it was not accepted.</param>
/// <param name="Content">Null unless this reader could open it and its author may write.</param>
public sealed record OpenedItem(
    ObjectHeader Header, CivilDay PutDay, Hash32 ObjectHash, DirectoryOfficer? Officer, ItemState State, FailureClass Failure, OpenedContent? Content)
{
    /// <summary>The files of an opened object, in the order of its writer. Their container is fetched part by part (<see cref="FileOpening"/>).</summary>
    public IReadOnlyList<FileEntry> Files { get; init; } = [];
}
