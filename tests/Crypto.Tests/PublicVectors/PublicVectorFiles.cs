using System.Text.Json;

namespace IntegrityChannel.Crypto.Tests.PublicVectors;

/// <summary>
/// Public test vectors that lie beside the repository (or where INTEGRITY_PUBLIC_VECTORS points). They are read in place and
/// never copied; a suite that needs an absent file is skipped by name.
/// </summary>
internal static class PublicVectorFiles
{
    private static readonly string? Folder = FindFolder();

    internal static string PathOf(string name)
    {
        var path = Folder is null ? null : Path.Combine(Folder, name);
        Assert.SkipUnless(path is not null && File.Exists(path), $"public vectors absent: {name} (set INTEGRITY_PUBLIC_VECTORS)");
        return path!;
    }

    internal static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(PathOf(name))).RootElement;

    /// <summary>All cases of a Wycheproof file with their group; the count is compared with the file's own.</summary>
    internal static List<WycheproofCase> Wycheproof(string name)
    {
        var root = Json($"wycheproof/{name}_test.json");
        var cases = new List<WycheproofCase>();
        foreach (var group in root.GetProperty("testGroups").EnumerateArray())
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                cases.Add(new WycheproofCase(group, test));
            }
        }

        Assert.Equal(root.GetProperty("numberOfTests").GetInt32(), cases.Count);
        return cases;
    }

    internal static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("INTEGRITY_PUBLIC_VECTORS") is { Length: > 0 } named)
        {
            return named;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "IntegrityChannel.sln")))
            {
                var beside = Path.Combine(at.FullName, "..", "shared", "vectors");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}
