using IntegrityChannel.Casework.Rules.Deadlines;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Codes;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>Drives the clock through the days of the stories and lets them come true on both hosts, day by day.</summary>
internal sealed class SeedRun(SeedClock clock, IntakeServer intake, SeedPeople people, DirectoryTrust trust) : IDisposable
{
    private static readonly string[] Officers = ["verantwoordelijke", "plaatsvervanger", "vertrouwenspersoon"];
    private readonly Dictionary<SeedStory, SeedCase> cases = [];

    /// <summary>How many cases there are.</summary>
    internal int Count => cases.Count;

    internal async Task RunAsync(SeedCalendar calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (day, events) in calendar.Days)
        {
            await clock.SetMorningAsync(day, now, cancellationToken);
            await PassDayAsync(day, events, cancellationToken);
        }

        await clock.SetAsync(now, cancellationToken);
        foreach (var officer in Officers)
        {
            // Unlocking confirms the keys for today; else every page would warn.
            await people.WithDeskAsync(officer, _ => Task.CompletedTask, cancellationToken);
        }
    }

    /// <summary>Name and code of every case, on lines; the caller wipes the buffer.</summary>
    internal void WriteCodes(WipedBuffer sheet)
    {
        Span<char> text = stackalloc char[ReferenceCode.TextLength];
        var lines = new Lines(sheet);
        foreach (var item in cases.Values)
        {
            item.Format(text);
            lines.Secret(text).Say(item.Name).Say();
        }

        text.Clear();
    }

    public void Dispose()
    {
        foreach (var item in cases.Values)
        {
            item.Dispose();
        }
    }

    private async Task PassDayAsync(DateOnly day, IReadOnlyList<SeedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var item in events.Where(item => item.Step is null))
        {
            cases.Add(item.Story, new SeedCase(item.Story, intake, trust));
            await cases[item.Story].SendAsync(cancellationToken);
        }

        // On other days nobody looks; the case files of a weekend open on Monday.
        if (WorkingDays.Contains(day))
        {
            await people.TickAsync(cancellationToken);
        }

        foreach (var item in events)
        {
            await (item.Step switch
            {
                null => Task.CompletedTask,
                { Do: SeedAct.Channel } => PassAfternoonAsync(day, cancellationToken),
                { Do: SeedAct.Answer } step => cases[item.Story].AnswerAsync(step, cancellationToken),
                { } step => people.WithDeskAsync(step.By!, desk => cases[item.Story].WriteAsync(desk, step, cancellationToken), cancellationToken),
            });
        }
    }

    private async Task PassAfternoonAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await clock.SetAsync(day, SeedClock.Afternoon, cancellationToken);
        await people.TickAsync(cancellationToken);
    }
}
