namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>What a restore was asked to do; all paths are whole.</summary>
internal sealed record RestoreRequest
{
    internal required string Backup { get; init; }

    internal required string Data { get; init; }

    internal required IReadOnlyList<string> Shares { get; init; }

    internal string? Fingerprint { get; init; }

    internal string? Schemas { get; init; }

    internal string? LongTerm { get; init; }

    internal string? Keys { get; init; }

    internal bool WithoutKeys { get; init; }

    /// <summary>An exercise: reads all of it, writes nothing.</summary>
    internal bool Rehearse { get; init; }
}

/// <summary>A restore that may not be: the sentence for whoever holds the shares, and the exit code. Nothing was written.</summary>
internal sealed class RestoreRefused(int code, string message) : Exception(message)
{
    internal int Code { get; } = code;
}
