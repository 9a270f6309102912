using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>--files.</summary>
internal sealed class SaveOption
{
    private readonly Option<DirectoryInfo?> files = new("--files")
    {
        Description = "Folder in which the files are saved, each after its whole container was verified, under names of this program's own.",
    };

    internal void AddTo(Command command) => command.Add(files);

    /// <summary>Null where nothing is to be saved.</summary>
    /// <exception cref="CommandStopped">Usage.</exception>
    internal SavingFolder? Read(ParseResult parsed) => parsed.GetValue(files) is { } folder ? SavingFolder.Open(folder, SystemEntropy.Instance) : null;
}
