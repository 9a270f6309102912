using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// Where requests of sources over their budget wait, before a byte of their body is read. A few a second are let in: of those whose connection asked least, one
/// at random. Whoever sends without end on the same connections therefore goes behind everybody who comes anew.
/// </summary>
internal sealed class SpareLane(Budget budget, double share, TimeProvider clock, IEntropy entropy) : IDisposable
{
    /// <summary>Longest wait; then the answer is "busy" (E-31), and pages try again by themselves.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly List<Waiting> waiting = [];
    private readonly double perSecond = budget.SparePerSecond * share;
    private ITimer? timer;
    private double spare = 1;
    private long filled = clock.GetTimestamp();

    /// <summary>True when let in; false after <see cref="Patience"/>.</summary>
    internal Task<bool> WaitAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Fill();
            if (waiting.Count == 0 && spare >= 1)
            {
                spare--;
                return Task.FromResult(true);
            }

            var place = new Waiting(visitor, clock.GetTimestamp(), cancellationToken);
            waiting.Add(place);
            timer ??= clock.CreateTimer(_ => Turn(), null, Step, Step);
            return place.Answer.Task;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
            waiting.ForEach(place => place.Answer.TrySetResult(false));
            waiting.Clear();
        }
    }

    private void Turn()
    {
        lock (gate)
        {
            Fill();
            waiting.RemoveAll(place => place.IsGone || (clock.GetElapsedTime(place.Since) > Patience && place.Answer.TrySetResult(false)));
            for (; spare >= 1 && waiting.Count > 0; spare--)
            {
                var next = Choose();
                waiting.Remove(next);
                next.Answer.TrySetResult(true);
            }

            if (waiting.Count == 0)
            {
                timer?.Dispose();
                timer = null;
            }
        }
    }

    private void Fill()
    {
        spare = Math.Min(Math.Max(1, perSecond), spare + (clock.GetElapsedTime(filled).TotalSeconds * perSecond));
        filled = clock.GetTimestamp();
    }

    private Waiting Choose()
    {
        var least = waiting.Min(place => place.Visitor.Requests);
        var first = waiting.FindAll(place => place.Visitor.Requests == least);
        Span<byte> draw = stackalloc byte[sizeof(uint)];
        entropy.Fill(draw);
        return first[(int)(BitConverter.ToUInt32(draw) % (uint)first.Count)];
    }

    private sealed record Waiting(Visitor Visitor, long Since, CancellationToken Gone)
    {
        internal TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal bool IsGone => Gone.IsCancellationRequested && Answer.TrySetCanceled(Gone);
    }
}
