using System.Security.Cryptography;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>A folder for saved files, and new files in it that only their owner may read. Nothing that lies there is ever written over.</summary>
internal sealed class SavingFolder(DirectoryInfo folder, IEntropy entropy)
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MostCopies = 1000;
    private const string Copy = "-copy-";

    /// <summary>Makes it where it is missing.</summary>
    /// <exception cref="CommandStopped">Usage: it cannot be written to.</exception>
    internal static SavingFolder Open(DirectoryInfo folder, IEntropy entropy)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder.FullName);
            }
            else
            {
                Directory.CreateDirectory(folder.FullName, OwnFolder);
            }

            var opened = new SavingFolder(folder, entropy);
            opened.CreateUnnamed(FileOptions.DeleteOnClose).Dispose();
            return opened;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CommandStopped.Usage($"Files cannot be saved in {folder.Name}.");
        }
    }

    /// <summary>A new file under a drawn name that begins with a dot.</summary>
    internal FileStream CreateUnnamed(FileOptions options)
    {
        Span<byte> name = stackalloc byte[8];
        entropy.Fill(name);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 0, Options = options | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = OwnFile;
        }

        return new FileStream(Path.Combine(folder.FullName, $".{Convert.ToHexStringLower(name)}.unfinished"), create);
    }

    /// <summary>Gives finished files their names, all of them or none.</summary>
    /// <returns>The paths.</returns>
    internal IReadOnlyList<string> Name(IEnumerable<(string Unnamed, string Stem, string Ending)> files)
    {
        var named = new List<string>();
        try
        {
            foreach (var (unnamed, stem, ending) in files)
            {
                named.Add(Name(unnamed, stem, ending));
            }

            return named;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            named.ForEach(File.Delete);
            throw;
        }
    }

    /// <summary>A file that was saved under this stem before and holds exactly these bytes; null where there is none.</summary>
    internal string? Find(string stem, ManifestRow row)
    {
        foreach (var found in folder.EnumerateFiles($"{stem}*").Where(file => IsOf(file.Name, stem) && file.LinkTarget is null && file.Length == row.Length).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            using var content = found.OpenRead();
            if (Hash32.From(SHA256.HashData(content)) == row.Digest)
            {
                return found.FullName;
            }
        }

        return null;
    }

    private static bool IsOf(string name, string stem) => name[stem.Length..].StartsWith('.') || name[stem.Length..].StartsWith(Copy, StringComparison.Ordinal);

    /// <summary>Its name, or the next one that is free.</summary>
    private string Name(string unnamed, string stem, string ending)
    {
        foreach (var path in Candidates(stem, ending))
        {
            try
            {
                File.Move(unnamed, path, overwrite: false);
                return path;
            }
            catch (IOException) when (Path.Exists(path))
            {
                // Somebody else's: the next name.
            }
        }

        throw new IOException("no name is free");
    }

    private IEnumerable<string> Candidates(string stem, string ending) =>
        Enumerable.Range(1, MostCopies).Select(copy => Path.Combine(folder.FullName, copy == 1 ? $"{stem}.{ending}" : $"{stem}{Copy}{copy}.{ending}"));
}
