namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>The two parts of a backup, which are kept apart: what has been erased stays erased because the second lives at most a week.</summary>
public enum BackupPart : byte
{
    /// <summary>Sealed objects, cases, statements and settings. Kept for as long as the organisation wants.</summary>
    LongTerm = 1,

    /// <summary>Shred keys and the hosts' channel keys. Kept for at most <see cref="BackupHeader.KeysLifeDays"/> days.</summary>
    Keys = 2,
}
