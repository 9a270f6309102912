using System.Globalization;
using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>Civil days as this program writes them: 2026-03-02. A day that no calendar holds, which only a lying server names, is written as its number.</summary>
internal static class Days
{
    // 9990-12-31, the last day that the statutory clock takes.
    private const uint Last = 2_929_651;

    internal static bool IsCivil(CivilDay day) => day.Value <= Last;

    internal static string Text(CivilDay day) =>
        IsCivil(day) ? day.ToString() : string.Create(CultureInfo.InvariantCulture, $"day {day.Value}");

    internal static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static void WriteDay(this Utf8JsonWriter writer, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            writer.WriteString(name, Text(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
