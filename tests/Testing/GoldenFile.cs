namespace IntegrityChannel.Testing;

/// <summary>A committed file that a test compares with what it saw. What it saw is left in artifacts/golden, to be looked at and copied over the file where it is right.</summary>
public static class GoldenFile
{
    /// <summary>Lines that differ, each with - (in the file) or + (seen) in front; empty where nothing does.</summary>
    /// <param name="path">Of the file, from the root of the repository.</param>
    /// <param name="seen">What the test saw.</param>
    public static IReadOnlyList<string> Difference(string path, string seen)
    {
        var root = Root();
        var file = Path.Combine(root, path);
        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected == seen)
        {
            return [];
        }

        var copy = Path.Combine(root, "artifacts", "golden", Path.GetFileName(path));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllText(copy, seen);
        return [.. Compare(expected, seen), $"what was seen lies in artifacts/golden/{Path.GetFileName(path)}"];
    }

    /// <summary>What two texts do not have in common, line by line, in order.</summary>
    public static IReadOnlyList<string> Compare(string expectedText, string seenText)
    {
        var (expected, seen) = (expectedText.Split('\n'), seenText.Split('\n'));
        var common = new int[expected.Length + 1, seen.Length + 1];
        for (var left = expected.Length - 1; left >= 0; left--)
        {
            for (var right = seen.Length - 1; right >= 0; right--)
            {
                common[left, right] = expected[left] == seen[right] ? common[left + 1, right + 1] + 1 : Math.Max(common[left + 1, right], common[left, right + 1]);
            }
        }

        var lines = new List<string>();
        for (var (left, right) = (0, 0); left < expected.Length || right < seen.Length;)
        {
            if (left < expected.Length && right < seen.Length && expected[left] == seen[right])
            {
                (left, right) = (left + 1, right + 1);
            }
            else if (right == seen.Length || (left < expected.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add($"- {expected[left++]}");
            }
            else
            {
                lines.Add($"+ {seen[right++]}");
            }
        }

        return lines;
    }

    /// <summary>The committed text.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("not within the repository");
    }
}
