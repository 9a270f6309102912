using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Mailbox.Directories;

/// <summary>What became of a statement that was to be published.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>Stored; every process serves it from now on.</summary>
    public sealed record Published : PublishOutcome;

    /// <summary>This statement, or a newer one in its place, was there already. Importing a folder twice changes nothing.</summary>
    public sealed record AlreadyKnown : PublishOutcome;

    /// <summary>Not stored.</summary>
    public sealed record Refused(FailureClass Failure) : PublishOutcome;
}
