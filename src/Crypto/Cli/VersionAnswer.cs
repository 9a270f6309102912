using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Cli;

/// <summary><c>--version</c>: version, adapter set as built, and the native library that computes.</summary>
internal static class VersionAnswer
{
    internal static void Install(RootCommand root)
    {
        foreach (var option in root.Options.OfType<VersionOption>())
        {
            option.Action = new Print();
        }
    }

    private static string Describe()
    {
        var assembly = typeof(VersionAnswer).Assembly;
        var version = assembly.GetName().Version?.ToString(3);
        var adapters = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(item => item.Key == "Adapters")?.Value;
        return $"integrity {version}{Environment.NewLine}{adapters}{Environment.NewLine}{CryptoVersion.Describe()}";
    }

    private sealed class Print : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Describe());
            return ExitCode.Done;
        }
    }
}
