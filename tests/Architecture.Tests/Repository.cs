namespace IntegrityChannel.Architecture.Tests;

/// <summary>Finds files of this repository from wherever the tests run.</summary>
internal static class Repository
{
    private static readonly string[] GeneratedFolders = ["artifacts", "node_modules", "obj", "bin", "data", ".git"];

    public static string Root { get; } = FindRoot();

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    public static bool Has(string relativePath) => File.Exists(Path.Combine(Root, relativePath));

    /// <summary>Files with one of the endings below a folder, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? [.. Walk(start, endings).Order(StringComparer.Ordinal)] : [];
    }

    private static IEnumerable<string> Walk(string folder, string[] endings)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            {
                yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
            }
        }

        var inside = Directory.EnumerateDirectories(folder)
            .Where(sub => !GeneratedFolders.Contains(Path.GetFileName(sub), StringComparer.Ordinal));
        foreach (var file in inside.SelectMany(sub => Walk(sub, endings)))
        {
            yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
