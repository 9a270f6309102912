namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>What the job engine of this set adds to the host.</summary>
internal static class EngineTraces
{
    internal static string[] Routes { get; } = ["/jobs/{**page} GET administrator"];

    /// <summary>Databases of its own. They hold the names of our jobs and when they ran; <c>SharedStorageTests</c> reads one.</summary>
    internal static string[] Files { get; } = ["casework/jobs.db"];
}
