namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>POST /o/hello.</summary>
internal sealed record HelloAnswer(byte[] OfficerId, byte[] Salt, uint MemoryKib, uint Iterations, byte[] Nonce);

/// <summary>GET /o/session.</summary>
internal sealed record SessionAnswer(
    byte[] OfficerId, string Name, string Antiforgery, uint Day, bool Administrator, byte[] VkId, byte[] VkWrap, byte[] Salt, uint MemoryKib, uint Iterations);

/// <summary>GET /o/vault.</summary>
internal sealed record VaultAnswer(ulong Version, byte[] Vault);

/// <summary>GET /o/cases; days are civil days.</summary>
internal sealed record CasesAnswer(uint Day, IReadOnlyList<WireCase> Cases);

/// <summary>One case as the host knows it.</summary>
internal sealed record WireCase(
    string CaseNumber, byte[] ReportId, uint Received, uint AcknowledgeBy, uint? Acknowledged, bool AcknowledgedByChannel, uint FeedbackBy, uint? Feedback,
    WireNext Next, byte[]? Owner, IReadOnlyList<WireHead> Heads, IReadOnlyList<byte[]> Decisions);

/// <summary>The next statutory date of a case.</summary>
internal sealed record WireNext(string What, uint By, int DaysLeft, string State);

/// <summary>The newest object of one chain.</summary>
internal sealed record WireHead(byte[] Author, byte Stream, uint Seq);

/// <summary>GET /a/status.</summary>
internal sealed record StatusAnswer(IReadOnlyList<WireTick> Ticks);

/// <summary>One step of the tick: the day of its last run and what came of it.</summary>
internal sealed record WireTick(string Name, uint? LastDay, string Result);
