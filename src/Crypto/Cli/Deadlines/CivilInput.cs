using System.Globalization;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Crypto.Cli.Deadlines;

/// <summary>
/// Dates as people type them: an instant with an offset or Z is turned into the civil date of the zone; a wall time or a
/// date without one already is that date. Anything else is refused rather than guessed.
/// </summary>
internal static class CivilInput
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly string[] WallTimes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    /// <summary>The civil date; false when the text is none of the forms or lies outside the clock's range.</summary>
    internal static bool TryRead(string text, OrganisationZone zone, out DateOnly date)
    {
        if (DateTime.TryParseExact(text, WallTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            date = DateOnly.FromDateTime(wall);
        }
        else if (DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant))
        {
            date = zone.DateOf(instant);
        }
        else
        {
            date = default;
            return false;
        }

        return date >= StatutoryClock.FirstDay && date <= StatutoryClock.LastDay;
    }
}
