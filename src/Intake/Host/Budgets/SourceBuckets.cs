namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>The buckets of all sources, in memory only and for ten minutes at most. Pure bookkeeping under one lock.</summary>
internal sealed class SourceBuckets(TimeProvider clock, SourceKeys keys)
{
    /// <summary>More sources than these within ten minutes find no bucket and wait in the lane.</summary>
    internal const int Most = 100_000;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, Dictionary<Budget, Bucket>> sources = [];
    private int epoch;

    /// <summary>Takes one request out of the source's bucket; false where it is empty.</summary>
    internal bool TryTake(UInt128 source, Budget budget)
    {
        lock (gate)
        {
            ForgetOld();
            return Find(source, budget)?.TryTake(clock) == true;
        }
    }

    private void ForgetOld()
    {
        if (keys.Refresh() is var now && now != epoch)
        {
            sources.Clear();
            epoch = now;
        }
    }

    private Bucket? Find(UInt128 source, Budget budget)
    {
        if (!sources.TryGetValue(source, out var buckets))
        {
            if (sources.Count >= Most)
            {
                return null;
            }

            sources.Add(source, buckets = []);
        }

        if (!buckets.TryGetValue(budget, out var bucket))
        {
            buckets.Add(budget, bucket = new Bucket(budget, clock.GetTimestamp()));
        }

        return bucket;
    }

    private sealed class Bucket(Budget budget, long filled)
    {
        private double left = budget.Burst;
        private long at = filled;

        internal bool TryTake(TimeProvider clock)
        {
            left = Math.Min(budget.Burst, left + (clock.GetElapsedTime(at).TotalSeconds * budget.PerSecond));
            at = clock.GetTimestamp();
            if (left < 1)
            {
                return false;
            }

            left--;
            return true;
        }
    }
}
