namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>What the job engine of this set adds to the host.</summary>
internal static class EngineTraces
{
    internal static string[] Routes { get; } = [];

    /// <summary>Databases of its own. Its store is in memory.</summary>
    internal static string[] Files { get; } = [];
}
