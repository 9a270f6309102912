namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>That the mail of this officer and day was decided. Its primary key is the promise of at most one mail per officer and slot.</summary>
internal sealed class MailSlotRow
{
    public required byte[] OfficerId { get; init; }

    public required uint Day { get; init; }
}
