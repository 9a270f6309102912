namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>What an officer is in the organisation; the numbers of docs/protocol.md section 10.</summary>
public enum OfficerRole : byte
{
    /// <summary>Enrolment only: an administrator, who has no signing key and stands in no directory.</summary>
    Administrator = 0,
    Responsible = 1,
    Deputy = 2,
    Confidant = 3,
    Investigator = 4,
    Chief = 5,
    DataProtectionOfficer = 6,
}

/// <summary>What a channel key may sign.</summary>
[Flags]
public enum ChannelUses : byte
{
    None = 0,
    Receipts = 1,
    Notices = 2,
    Checkpoints = 4,
}
