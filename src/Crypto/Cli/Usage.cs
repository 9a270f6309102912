using System.CommandLine;

namespace IntegrityChannel.Crypto.Cli;

/// <summary>A command line that cannot be understood ends with exit code 2, which the parser's own answer does not give.</summary>
internal static class Usage
{
    internal static int Explain(ParseResult parsed)
    {
        var code = parsed.Invoke();
        return code == 0 ? ExitCode.Done : ExitCode.Usage;
    }
}
