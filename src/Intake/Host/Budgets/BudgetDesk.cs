using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>Judges whether a request goes on at once, waits, or is told "busy".</summary>
internal sealed class BudgetDesk(double share, SourceBuckets buckets, TimeProvider clock, IEntropy entropy) : IDisposable
{
    private readonly Dictionary<Budget, SpareLane> lanes = Budget.All.ToDictionary(budget => budget, budget => new SpareLane(budget, share, clock, entropy));

    internal async Task<Admission> AdmitAsync(Budget budget, Visitor visitor, CancellationToken cancellationToken)
    {
        visitor.Asks();
        return buckets.TryTake(visitor.Source, budget) ? Admission.Within
            : await lanes[budget].WaitAsync(visitor, cancellationToken) ? Admission.Spare
            : Admission.Refused;
    }

    /// <summary>A request was answered, whatever the answer.</summary>
    internal void Answered(Visitor visitor) => visitor.Answered(clock.GetTimestamp());

    public void Dispose()
    {
        foreach (var lane in lanes.Values)
        {
            lane.Dispose();
        }
    }
}

/// <summary>How a request came in.</summary>
internal enum Admission
{
    /// <summary>Not at all: it waited too long.</summary>
    Refused,

    /// <summary>Out of its own source's bucket.</summary>
    Within,

    /// <summary>Out of what is to spare. The last of the disk is not for it.</summary>
    Spare,
}
