using System.Text.Json;

namespace IntegrityChannel.Benchmarks;

/// <summary>Answers as issue trackers and scripts want them: snake_case, numbers rounded where they were measured.</summary>
internal static class BenchJson
{
    internal static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
    };

    internal static double Round(double value, int digits = 2) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
