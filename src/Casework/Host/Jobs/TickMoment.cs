using IntegrityChannel.Casework.Rules.Deadlines;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>The one instant that all steps of a tick reckon with, so that midnight cannot fall between two of them.</summary>
/// <param name="Instant">In UTC.</param>
/// <param name="Today">Civil date of the organisation.</param>
/// <param name="Now">Wall time of the organisation.</param>
internal sealed record TickMoment(DateTimeOffset Instant, DateOnly Today, TimeOnly Now)
{
    internal CivilDay Day => CivilDay.From(Today);

    internal static TickMoment At(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var organisation = new OrganisationZone(zone);
        return new TickMoment(instant, organisation.DateOf(instant), organisation.TimeOf(instant));
    }
}
