namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>Ends a command before its end: with an exit code, and a sentence that says what happened and what to do. Carries no text of people and no secret.</summary>
internal sealed class CommandStopped : Exception
{
    private CommandStopped(int exitCode, string sentence)
        : base(sentence) => ExitCode = exitCode;

    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    internal int ExitCode { get; }

    internal static CommandStopped Usage(string sentence) => new(Cli.ExitCode.Usage, sentence);

    internal static CommandStopped Refused(string sentence) => new(Cli.ExitCode.Refused, sentence);

    internal static CommandStopped NotVerified(string sentence) => new(Cli.ExitCode.NotVerified, sentence);
}
