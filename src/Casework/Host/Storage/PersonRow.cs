namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>What an administrator knows of the holder of an account. Accounts of a demonstration have no row until something is written.</summary>
internal sealed class PersonRow
{
    /// <summary>16 bytes.</summary>
    public required byte[] OfficerId { get; init; }

    /// <summary>How pages name this person; empty where only the directory says it.</summary>
    public required string Display { get; set; }

    /// <summary>sicN, the wish to be listed; null for administrators, and for officers who were listed when their account was imported.</summary>
    public byte[]? Candidate { get; set; }

    /// <summary>Civil day of the training that the law asks for; null where nobody wrote it down.</summary>
    public uint? TrainedOn { get; set; }

    /// <summary>Reference of the decision that gave the role; null where nobody wrote it down.</summary>
    public string? Decision { get; set; }

    /// <summary>Civil day of deactivation; null while active.</summary>
    public uint? DeactivatedOn { get; set; }
}
