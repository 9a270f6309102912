using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Intake.Mailbox.Directories;

/// <summary>Directories and root changes lie in two tables; a chain has them in the order in which they count.</summary>
internal static class ChainOrder
{
    /// <param name="directories">sicD, from number 1 on.</param>
    /// <param name="changes">Each stands before the first directory under its new root.</param>
    internal static List<ChainEntry> Of(IReadOnlyList<byte[]> directories, IReadOnlyList<RootChange> changes)
    {
        var entries = new List<ChainEntry>(directories.Count + changes.Count);
        for (var index = 0; index < directories.Count; index++)
        {
            entries.AddRange(changes.Where(change => change.FromSequence == index + 1).Select(change => new ChainEntry(ChainEntryKind.RootChange, change.Bytes)));
            entries.Add(new ChainEntry(ChainEntryKind.Directory, directories[index]));
        }

        return entries;
    }
}
