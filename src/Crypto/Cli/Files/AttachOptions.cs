using System.CommandLine;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>--attach, and for reporters --keep-names.</summary>
internal sealed class AttachOptions
{
    private readonly Option<FileInfo[]> attach = new("--attach")
    {
        Description = "A file that goes along as it is: nothing in it is cleaned. May be given again, or followed by several.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool>? keepNames;

    /// <param name="reporter">A reporter's files go under numbers unless asked otherwise; an officer's keep their names, as on the page.</param>
    internal AttachOptions(bool reporter) => keepNames = reporter
        ? new Option<bool>("--keep-names") { Description = "Send the files under their own names, instead of file-1 and so on with the same ending." }
        : null;

    internal void AddTo(Command command)
    {
        command.Add(attach);
        if (keepNames is not null)
        {
            command.Add(keepNames);
        }
    }

    /// <summary>Null where none were named.</summary>
    /// <exception cref="Terminal.CommandStopped">Usage.</exception>
    internal AttachedFiles? Read(ParseResult parsed) =>
        parsed.GetValue(attach) is { Length: > 0 } files ? AttachedFiles.Of(files, keepNames is null || parsed.GetValue(keepNames)) : null;
}
