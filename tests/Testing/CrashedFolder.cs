namespace IntegrityChannel.Testing;

/// <summary>
/// A data folder as a killed process left it. This process may have connections to the same databases open, and the last one to close empties the logs, as no crash
/// does; so the files are put by, byte for byte, and put back when everything is closed.
/// </summary>
public sealed class CrashedFolder
{
    private readonly string folder;

    private CrashedFolder(string folder) => this.folder = folder;

    private string PutBy => folder + ".crashed";

    /// <summary>Puts the files by. From now on this process has no locks on them any more: whoever closes a file gives back all of them.</summary>
    public static CrashedFolder Keep(string folder)
    {
        var kept = new CrashedFolder(folder);
        // A lease is held open by whoever uses it, and says nothing once nobody does.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lease", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(kept.PutBy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return kept;
    }

    /// <summary>Puts them back, once nothing has them open.</summary>
    public void Restore()
    {
        Directory.Delete(folder, recursive: true);
        Directory.Move(PutBy, folder);
    }
}
