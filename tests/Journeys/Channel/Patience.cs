namespace IntegrityChannel.Journeys.Channel;

/// <summary>How long a journey may take before it fails by name instead of holding up all others; several times what the longest takes.</summary>
internal static class Patience
{
    /// <summary>Milliseconds for one test.</summary>
    public const int Journey = 10 * 60 * 1000;
}
