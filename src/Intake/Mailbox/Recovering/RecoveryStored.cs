namespace IntegrityChannel.Intake.Mailbox.Recovering;

/// <summary>What came of storing one recovered report.</summary>
public enum RecoveryStored
{
    /// <summary>The newcomer can read it.</summary>
    Stored,

    /// <summary>Everything in it was there before.</summary>
    AlreadyThere,

    /// <summary>The report was erased meanwhile.</summary>
    Gone,

    /// <summary>The report refused recovery, the newcomer was removed from it, or something in it was never sealed to recovery. Nothing is stored.</summary>
    Refused,
}
