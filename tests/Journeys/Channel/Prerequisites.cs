namespace IntegrityChannel.Journeys.Channel;

/// <summary>A missing browser or server skips a journey at a desk and fails it in CI.</summary>
internal static class Prerequisites
{
    public static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Reads what a file reveals (Debian's libimage-exiftool-perl).</summary>
    public static string ExifTool => "/usr/bin/exiftool";

    public static void Require(params string[] tools)
    {
        var missing = new[] { (Chromium, "Chromium"), ("/usr/bin/python3", "python3-aiosmtpd"), (Repository.Web("intake"), "the built pages (./dev web)") }
            .Concat(tools.Select(tool => (tool, Path.GetFileName(tool))))
            .Where(need => !File.Exists(need.Item1) && !Directory.Exists(need.Item1))
            .Select(need => need.Item2)
            .ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var reason = $"Missing: {string.Join(", ", missing)}. ./dev doctor says how to get it.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }
}
