namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// The connections that are open, at most <see cref="Most"/>. Whoever comes when they are all taken is let in: the one of the heaviest source that waits longest
/// for something to happen goes. So nobody closes the channel by holding connections open.
/// </summary>
internal sealed class OpenConnections(TimeProvider clock, int most = OpenConnections.Most)
{
    internal const int Most = 1000;

    /// <summary>So long a connection is left alone: enough for a text, also over Tor.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly HashSet<Visitor> open = [];

    internal int Count
    {
        get
        {
            lock (gate)
            {
                return open.Count;
            }
        }
    }

    /// <summary>False where every connection is younger than the grace: then the newcomer goes, and may come again at once.</summary>
    internal bool TryEnter(Visitor visitor)
    {
        Visitor? victim = null;
        lock (gate)
        {
            if (open.Count >= most)
            {
                victim = Choose();
                if (victim is null)
                {
                    return false;
                }

                open.Remove(victim);
            }

            open.Add(visitor);
        }

        victim?.Abort();
        return true;
    }

    internal void Leave(Visitor visitor)
    {
        lock (gate)
        {
            open.Remove(visitor);
        }
    }

    private Visitor? Choose()
    {
        var old = open.Where(visitor => clock.GetElapsedTime(visitor.Moved) > Grace);
        var weights = open.CountBy(visitor => visitor.Source).ToDictionary();
        return old.OrderByDescending(visitor => weights[visitor.Source]).ThenBy(visitor => visitor.Moved).FirstOrDefault();
    }
}
