namespace IntegrityChannel.Intake.Host.Assisted.Pages;

/// <summary>How far a milestone is.</summary>
internal enum MilestoneState
{
    Future,
    Now,
    Near,
    Overdue,
    Done,
}

/// <summary>One date of a report, in words.</summary>
internal sealed record Milestone(MilestoneState State, string What, string When)
{
    internal string? Note { get; init; }
}

/// <summary>Dates as a list whose marks say by their shape what the words beside them say.</summary>
internal static class TimelinePart
{
    internal static FormPage Timeline(this FormPage page, IReadOnlyList<Milestone> milestones)
    {
        page.Markup("<ol class=\"timeline\">"u8);
        foreach (var milestone in milestones)
        {
            var state = State(milestone.State);
            page.Markup("<li data-state=\""u8).Say(state).Markup("\"><span class=\"mark\" aria-hidden=\"true\" data-state=\""u8).Say(state).Markup("\"></span><span class=\"timeline-what\">"u8)
                .Say(milestone.What).Markup("</span><span class=\"timeline-when\">"u8).Say(milestone.When).Markup("</span>"u8);
            _ = milestone.Note is { } note ? page.Markup("<span class=\"timeline-note\">"u8).Say(note).Markup("</span></li>"u8) : page.Markup("</li>"u8);
        }

        return page.Markup("</ol>"u8);
    }

    private static string State(MilestoneState state) => state switch
    {
        MilestoneState.Now => "now",
        MilestoneState.Near => "near",
        MilestoneState.Overdue => "overdue",
        MilestoneState.Done => "done",
        _ => "future",
    };
}
