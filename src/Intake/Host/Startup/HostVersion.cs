using System.Reflection;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>What is running: shown by --version, at /health and in the page's footer.</summary>
internal static class HostVersion
{
    private static readonly Assembly Program = typeof(HostVersion).Assembly;

    /// <summary>Version without build metadata.</summary>
    internal static string Version { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The adapter set chosen when this was built.</summary>
    internal static string Adapters { get; } =
        Program.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Adapters").Value!;
}
