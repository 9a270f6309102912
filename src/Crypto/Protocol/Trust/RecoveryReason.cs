namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>Why reports of an officer are recovered for another one.</summary>
public enum RecoveryReason : ushort
{
    /// <summary>The passphrase is lost.</summary>
    PassphraseLost = 1,

    /// <summary>The officer cannot be reached.</summary>
    OutOfReach = 2,

    /// <summary>The officer left the organisation.</summary>
    Left = 3,

    /// <summary>The officer died.</summary>
    Died = 4,
}
