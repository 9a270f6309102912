namespace IntegrityChannel.Crypto.Cli;

/// <summary>What the program tells a script.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>The command line cannot be understood.</summary>
    internal const int Usage = 2;

    /// <summary>Understood, and not done.</summary>
    internal const int Refused = 3;

    /// <summary>Something does not verify.</summary>
    internal const int NotVerified = 4;

    /// <summary>Stopped by a signal, as shells count it.</summary>
    internal const int Stopped = 130;
}
