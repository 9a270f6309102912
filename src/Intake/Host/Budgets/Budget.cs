namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// What one kind of request may take. Each source has a bucket that holds <see cref="Burst"/> requests and fills again by <see cref="PerSecond"/>; what goes
/// beyond waits in a lane, from which <see cref="SparePerSecond"/> are let in for all sources together. No request is refused because there were many: only
/// because it waited longer than <see cref="SpareLane.Patience"/>.
/// </summary>
/// <param name="Name">For tests and documents.</param>
/// <param name="Burst">Requests of one source at once.</param>
/// <param name="PerSecond">Requests a second of one source in the long run.</param>
/// <param name="SparePerSecond">Requests a second of all sources that are over their budget, together.</param>
internal sealed record Budget(string Name, int Burst, double PerSecond, double SparePerSecond)
{
    /// <summary>Pages, their files, the directory and /health.</summary>
    internal static readonly Budget Page = new("page", 600, 10, 200);

    /// <summary>Sealed objects: an office behind one address writes sixty at once, and seven hundred an hour.</summary>
    internal static readonly Budget Submit = new("submit", 60, 0.2, 10);

    /// <summary>Parts of attachments, 1 MiB each: the largest container that may be set, and half of it again.</summary>
    internal static readonly Budget Upload = new("upload", 1536, 1, 8);

    /// <summary>What opening a mailbox takes: a nonce, a signature to check, an answer of 32 KiB.</summary>
    internal static readonly Budget Open = new("open", 240, 2, 50);

    /// <summary>Parts of officers' attachments, answers of 1 MiB each.</summary>
    internal static readonly Budget Read = new("read", 1536, 1, 8);

    internal static readonly IReadOnlyList<Budget> All = [Page, Submit, Upload, Open, Read];
}
