using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>One thing that happens on a day: the report itself (no step), or a step of its story.</summary>
internal sealed record SeedEvent(SeedStory Story, SeedStep? Step);

/// <summary>
/// The stories laid upon days that end today. Officers act on working days, and before the slot in which mails go out, so that the past leaves no mails;
/// only where the channel acknowledges by itself does an afternoon pass.
/// </summary>
internal sealed class SeedCalendar
{
    /// <summary>Months that the stories reach back.</summary>
    internal const int Months = 4;

    private readonly SortedDictionary<DateOnly, List<SeedEvent>> days = [];

    internal SeedCalendar(IReadOnlyList<SeedStory> stories, DateOnly today)
    {
        foreach (var story in stories)
        {
            var received = today.AddDays(-story.DaysAgo);
            Add(received, new SeedEvent(story, null));
            var last = received;
            foreach (var step in story.Steps)
            {
                var day = DayOf(received, step);
                last = day > last ? day : last;
                if (last <= today)
                {
                    Add(last, new SeedEvent(story, step));
                }
            }
        }
    }

    /// <summary>In the order of time; within a day the reports come first, then the steps as told.</summary>
    internal IEnumerable<(DateOnly Day, IReadOnlyList<SeedEvent> Events)> Days => days.Select(pair => (pair.Key, (IReadOnlyList<SeedEvent>)[.. pair.Value.OrderBy(item => item.Step is not null)]));

    /// <summary>The first day on which the keys of the demonstration must serve.</summary>
    internal static DateOnly FirstDay(DateOnly today) => today.AddMonths(-Months);

    /// <summary>The channel acts on the last working day before its date; everybody else on the next one.</summary>
    private static DateOnly DayOf(DateOnly received, SeedStep step) => step.Do switch
    {
        SeedAct.Channel => StatutoryClock.DeriveDates(received, null).Acknowledge.WorkTarget,
        SeedAct.Answer => received.AddDays(step.After),
        _ => WorkingDays.OnOrAfter(received.AddDays(step.After)),
    };

    private void Add(DateOnly day, SeedEvent item)
    {
        if (!days.TryGetValue(day, out var events))
        {
            days.Add(day, events = []);
        }

        events.Add(item);
    }
}
