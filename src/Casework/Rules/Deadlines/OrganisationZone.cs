namespace IntegrityChannel.Casework.Rules.Deadlines;

/// <summary>
/// Turns instants into civil dates and back in the organisation's zone (Europe/Brussels by default). The server's own
/// zone has no say. Holds no clock: whoever asks brings the instant.
/// </summary>
public sealed class OrganisationZone(TimeZoneInfo zone)
{
    private readonly TimeZoneInfo _zone = zone ?? throw new ArgumentNullException(nameof(zone));

    /// <summary>The civil date on which the instant falls.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant));

    /// <summary>The wall clock at the instant.</summary>
    public TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(ToLocal(instant));

    /// <summary>
    /// R7: the exclusive end of a day, in UTC: the first instant of the next civil day. Computed when needed, never stored.
    /// </summary>
    public DateTimeOffset EndOf(DateOnly day) => FirstInstant(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>
    /// The first instant at which the wall clock of that day shows the time or, where the clocks skip it, the first after it.
    /// </summary>
    public DateTimeOffset FirstInstant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(local))
        {
            // A skipped wall time read with the offset that was in force before the gap lies after the gap by as much
            // as it lay inside; the gap's first minute is found by walking back to it.
            while (_zone.IsInvalidTime(local.AddMinutes(-1)))
            {
                local = local.AddMinutes(-1);
            }

            return new DateTimeOffset(local, _zone.GetUtcOffset(local.AddMinutes(-1))).ToUniversalTime();
        }

        var offset = _zone.IsAmbiguousTime(local)
            ? _zone.GetAmbiguousTimeOffsets(local).Max()
            : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private DateTime ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone).DateTime;
}
