namespace IntegrityChannel.Casework.Rules.Deadlines;

/// <summary>
/// The statutory clock, R1 to R8 of docs/deadlines.md: of all readings of the law the earliest date counts, and nothing
/// moves it later. All values are civil dates in the organisation's zone; instants exist only in
/// <see cref="OrganisationZone"/>.
/// </summary>
public static class StatutoryClock
{
    /// <summary>R2: days from receipt to the last day of the acknowledgement; the day of receipt is not counted.</summary>
    public const int AcknowledgementDays = 7;

    /// <summary>R4: calendar months from the base day to the last day of the feedback.</summary>
    public const int FeedbackMonths = 3;

    /// <summary>First day that the clock accepts: day 0 of SIC-1.</summary>
    public static DateOnly FirstDay { get; } = new(1970, 1, 1);

    /// <summary>Last day that the clock accepts; far enough from the calendar's own end that no addition overflows.</summary>
    public static DateOnly LastDay { get; } = new(9990, 12, 31);

    /// <summary>Both deadlines of a report.</summary>
    /// <param name="received">Civil date of receipt (R1).</param>
    /// <param name="acknowledged">Civil date of the first acknowledgement, by an officer or the channel (R8); null when none was sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A date lies outside <see cref="FirstDay"/> to <see cref="LastDay"/>.</exception>
    public static StatutoryDates DeriveDates(DateOnly received, DateOnly? acknowledged)
    {
        RequireWithin(received, nameof(received));
        if (acknowledged is { } day)
        {
            RequireWithin(day, nameof(acknowledged));
        }

        var acknowledgeBy = received.AddDays(AcknowledgementDays);
        var feedbackBy = BaseDay(received, acknowledgeBy, acknowledged).AddMonths(FeedbackMonths);
        return new StatutoryDates(
            received,
            Deadline.On(acknowledgeBy, StatuteReference.Acknowledgement),
            Deadline.On(feedbackBy, StatuteReference.Feedback));
    }

    /// <summary>
    /// R3: a late acknowledgement never moves feedback later. A date before receipt can only come from a machine whose
    /// clock was set back; it counts as the day of receipt, so that it does not shorten the officers' term either.
    /// </summary>
    private static DateOnly BaseDay(DateOnly received, DateOnly acknowledgeBy, DateOnly? acknowledged) =>
        acknowledged is not { } day || day > acknowledgeBy ? acknowledgeBy
        : day < received ? received
        : day;

    private static void RequireWithin(DateOnly date, string name)
    {
        if (date < FirstDay || date > LastDay)
        {
            throw new ArgumentOutOfRangeException(name);
        }
    }
}

/// <summary>What the clock says of one report.</summary>
/// <param name="Received">Civil date of receipt.</param>
/// <param name="Acknowledge">By when receipt is acknowledged.</param>
/// <param name="Feedback">By when feedback is given.</param>
public sealed record StatutoryDates(DateOnly Received, Deadline Acknowledge, Deadline Feedback);

/// <summary>One statutory date.</summary>
/// <param name="By">The last day on which the act is in time; its whole day counts (R2, R4).</param>
/// <param name="WorkTarget">The last working day on or before it, shown to officers (R6).</param>
/// <param name="ExtendedReading">
/// The next working day on or after it: how the general law of terms could be read. Information only; no alarm and no
/// "in time" may use it (R5).
/// </param>
/// <param name="Basis">The article behind the date.</param>
public sealed record Deadline(DateOnly By, DateOnly WorkTarget, DateOnly ExtendedReading, StatuteReference Basis)
{
    internal static Deadline On(DateOnly by, StatuteReference basis) =>
        new(by, WorkingDays.OnOrBefore(by), WorkingDays.OnOrAfter(by), basis);

    /// <summary>True when an act of that civil date is in time. Instants are not stored, so days decide (R7).</summary>
    public bool IsMetBy(DateOnly day) => day <= By;
}
