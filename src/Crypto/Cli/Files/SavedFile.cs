using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>What became of one file.</summary>
internal abstract record SavedFile
{
    private SavedFile()
    {
    }

    /// <summary>Whole as its writer sealed it, under this path.</summary>
    /// <param name="Path">Of the file.</param>
    /// <param name="Before">It lay there already, byte for byte; nothing was fetched.</param>
    internal sealed record There(string Path, bool Before) : SavedFile;

    /// <summary>What the server handed out is not what the writer signed; nothing of it was kept.</summary>
    internal sealed record NotVerified : SavedFile;

    /// <summary>The server stopped answering.</summary>
    internal sealed record NotFetched : SavedFile;

    /// <summary>No room, or no right to write.</summary>
    internal sealed record NotWritten : SavedFile;
}

/// <summary>What became of every file of a dialogue; of none where nothing was to be saved.</summary>
internal sealed class SavedFiles
{
    private readonly Dictionary<FileEntry, SavedFile> outcomes = new(ReferenceEqualityComparer.Instance);

    internal SavedFile? Of(FileEntry file) => outcomes.GetValueOrDefault(file);

    internal void Note(FileEntry file, SavedFile outcome) => outcomes[file] = outcome;

    /// <summary>Ends the command where not all is there.</summary>
    /// <exception cref="CommandStopped">Not verified, or refused.</exception>
    internal void Demand()
    {
        if (outcomes.Values.Any(outcome => outcome is SavedFile.NotVerified))
        {
            throw CommandStopped.NotVerified("Files of this dialogue do not verify: the server hands out something else than their writer sealed. Nothing of them was kept. Tell the other side by another way.");
        }

        if (outcomes.Values.Any(outcome => outcome is SavedFile.NotFetched))
        {
            throw CommandStopped.Refused("The server stopped answering before all files were here. What is whole was saved. Run the same command again.");
        }

        if (outcomes.Values.Any(outcome => outcome is SavedFile.NotWritten))
        {
            throw CommandStopped.Refused("Files could not be written: look at the room and the rights of the folder. What is whole was saved. Run the same command again.");
        }
    }
}
