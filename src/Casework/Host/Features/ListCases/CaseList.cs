namespace IntegrityChannel.Casework.Host.Features.ListCases;

/// <summary>Wire shape of the list. Days are civil days since 1970-01-01; ids are 16 bytes.</summary>
internal sealed record CaseList(uint Day, IReadOnlyList<CaseLine> Cases);

/// <summary>One case as its recipient sees it in the list.</summary>
internal sealed record CaseLine
{
    public required string CaseNumber { get; init; }

    public required byte[] ReportId { get; init; }

    public required uint Received { get; init; }

    public required uint AcknowledgeBy { get; init; }

    /// <summary>The last working day on or before the date.</summary>
    public required uint AcknowledgeWorkTarget { get; init; }

    public required uint? Acknowledged { get; init; }

    public required bool AcknowledgedByChannel { get; init; }

    public required uint FeedbackBy { get; init; }

    public required uint FeedbackWorkTarget { get; init; }

    public required uint? Feedback { get; init; }

    /// <summary>The citation as written in every language.</summary>
    public required string ArticleAcknowledge { get; init; }

    public required string ArticleFeedback { get; init; }

    public required NextLine Next { get; init; }

    /// <summary>Who handles the case; null while nobody does.</summary>
    public required byte[]? Owner { get; init; }

    public required IReadOnlyList<byte[]> Recipients { get; init; }

    public required IReadOnlyList<HeadLine> Heads { get; init; }

    /// <summary>Every kind-6 object as an entry for this officer: only the page learns what was decided.</summary>
    public required IReadOnlyList<byte[]> Decisions { get; init; }

    /// <summary>The day until which the case is kept; then somebody decides whether it is erased.</summary>
    public required uint KeptUntil { get; init; }

    /// <summary>Whether a hold stands: nothing of the case is erased.</summary>
    public required bool Held { get; init; }

    /// <summary>How many orders wait for a colleague's word.</summary>
    public required int OrdersWaiting { get; init; }

    /// <summary>Recipients of this case who are away, or will be.</summary>
    public required IReadOnlyList<AwayLine> Away { get; init; }

    /// <summary>Duties (acknowledge, feedback) over whose date every recipient is away.</summary>
    public required IReadOnlyList<string> Uncovered { get; init; }
}

/// <summary>One recipient's absence, both days included.</summary>
internal sealed record AwayLine(byte[] Officer, uint From, uint To);

/// <summary>The next statutory date.</summary>
/// <param name="What">acknowledge, feedback or none.</param>
/// <param name="By">The date.</param>
/// <param name="DaysLeft">Negative once it passed.</param>
/// <param name="State">future, now, near, overdue or done.</param>
internal sealed record NextLine(string What, uint By, int DaysLeft, string State);

/// <summary>The head of one chain: what a page compares with its vault to say "unread".</summary>
internal sealed record HeadLine(byte[] Author, byte Stream, uint Seq);
