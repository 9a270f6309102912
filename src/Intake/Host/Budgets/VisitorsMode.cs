namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>How this process learns which requests come from one source: <c>--visitors</c>.</summary>
internal enum VisitorsMode
{
    /// <summary>It does not: a proxy in front tells nothing. Everybody is one source.</summary>
    Unknown,

    /// <summary>Whoever connects is the visitor.</summary>
    Addresses,

    /// <summary>A proxy on this machine, or Tor, says it in the first line of each connection (<see cref="ProxyLine"/>).</summary>
    Line,
}
