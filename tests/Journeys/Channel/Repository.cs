using System.Reflection;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>Where the built programs, the built pages and the results lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Results { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "journeys")).FullName;

    /// <summary>The pages as <c>./dev web</c> built them.</summary>
    public static string Web(string room) => Path.Combine(Root, "artifacts", "web", room);

    /// <summary>Whether these tests and the programs were built with the adapter that speaks TLS to a mail server from the first byte.</summary>
    public static bool MailOverTls { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "Adapters").Value!.Contains("mail=mailkit", StringComparison.Ordinal);

    /// <summary>The program of a project, from the same configuration and the same adapter set as these tests.</summary>
    public static string Program(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"IntegrityChannel.{project}");
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

        throw new InvalidOperationException("The journeys run outside the repository.");
    }
}
