using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What came of one report of a recovery request.</summary>
public abstract record RecoveryOutcome
{
    private RecoveryOutcome()
    {
    }

    /// <summary>The newcomer can read it.</summary>
    /// <param name="Opened">Objects whose keys were wrapped anew.</param>
    /// <param name="Left">Objects whose key did not open, or which do not belong to this report.</param>
    public sealed record Recovered(int Opened, int Left) : RecoveryOutcome;

    /// <summary>The reporter refused recovery: kind 1 is not sealed to it.</summary>
    public sealed record RefusedByReporter : RecoveryOutcome;

    /// <summary>The reporter left the newcomer out.</summary>
    public sealed record LeftOut : RecoveryOutcome;

    /// <summary>It is not what an honest channel stores, or not for these shares.</summary>
    public sealed record NotVerified(FailureClass Failure) : RecoveryOutcome;
}
