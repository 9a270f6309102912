namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Where a mail stands. The numbers are stored.</summary>
internal enum OutboxState : byte
{
    Waiting = 1,
    Sent = 2,

    /// <summary>Overtaken by a later mail to the same officer before it could go: a week without a mail server ends without a burst.</summary>
    Superseded = 3,
}
