namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>What became of an enrolment.</summary>
internal enum EnrolOutcome
{
    Enrolled,
    AlreadyThere,

    /// <summary>The account name belongs to another officer.</summary>
    NameTaken,
}
