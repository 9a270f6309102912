namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>One connection: which source it counts to, and how it came along. It knows no address.</summary>
internal sealed class Visitor(long entered, Action abort)
{
    private int requests;
    private long moved;

    /// <summary>The source, as <see cref="SourceKeys"/> names it.</summary>
    internal UInt128 Source { get; set; }

    /// <summary>Timestamp of the connection.</summary>
    internal long Entered => entered;

    /// <summary>Timestamp of the last answer; of the connection before the first.</summary>
    internal long Moved => Math.Max(entered, Interlocked.Read(ref moved));

    /// <summary>Requests of this connection so far: whoever asked least is let in first.</summary>
    internal int Requests => Volatile.Read(ref requests);

    internal void Asks() => Interlocked.Increment(ref requests);

    internal void Answered(long timestamp) => Interlocked.Exchange(ref moved, timestamp);

    /// <summary>Ends the connection.</summary>
    internal void Abort() => abort();
}
