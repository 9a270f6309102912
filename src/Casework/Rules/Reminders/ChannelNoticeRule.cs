using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Reminders;

/// <summary>
/// When the channel acknowledges in the officers' place (docs/deadlines.md). It waits until the last working afternoon, since
/// the three months count from the acknowledgement and officers should have the first word.
/// </summary>
public static class ChannelNoticeRule
{
    /// <summary>Wall time of the organisation on the acknowledgement's work target.</summary>
    public static TimeOnly Time { get; } = new(16, 0);

    /// <summary>
    /// True when the notice must be put now. A machine that was off at that hour catches up while the term runs; once the
    /// term is over, a notice could no longer be in time and would only hide that.
    /// </summary>
    /// <param name="enabled">The organisation's setting.</param>
    /// <param name="file">The case.</param>
    /// <param name="today">Civil day of the organisation.</param>
    /// <param name="now">Wall time of the organisation.</param>
    public static bool IsDue(bool enabled, CaseFile file, DateOnly today, TimeOnly now)
    {
        var acknowledge = CaseClock.Project(file, today).Acknowledge;
        var target = acknowledge.Deadline.WorkTarget;
        return enabled
            && acknowledge.IsOpen
            && acknowledge.Deadline.IsMetBy(today)
            && (today > target || (today == target && now >= Time));
    }
}
