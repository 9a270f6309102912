using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>An own X-Wing key: the newest serial is certified, older ones stay for what was sealed to them.</summary>
/// <param name="Serial">Of the certificate.</param>
/// <param name="Seed">32 bytes.</param>
public sealed record VaultKemKey(uint Serial, Secret Seed);

/// <summary>What an officer remembers of one report.</summary>
/// <param name="ReportId">Which report.</param>
/// <param name="KemKey">The reporter's X-Wing key, 1216 bytes; empty while no object with it was opened.</param>
/// <param name="AuthKey">The reporter's signing key; null while unknown.</param>
/// <param name="Excluded">Who was left out, sorted; counts only together with <paramref name="KemKey"/>.</param>
/// <param name="Heads">The highest verified object of each chain.</param>
public sealed record VaultReport(Id16 ReportId, ReadOnlyMemory<byte> KemKey, Hash32? AuthKey, IReadOnlyList<Id16> Excluded, IReadOnlyList<ChainHead> Heads);

/// <summary>An unsent reply.</summary>
public sealed record VaultDraft(Id16 ReportId, Utf8Text Text);

/// <summary>A case that this officer laid aside as junk, as it was then: with the reporter's next object it counts no more.</summary>
/// <param name="ReportId">Which report.</param>
/// <param name="Sequence">Of the reporter's last object when it was laid aside.</param>
public sealed record VaultAside(Id16 ReportId, uint Sequence);

/// <summary>Everything an officer holds while signed in. An administrator's has a signing seed of zeros and no keys. Disposing wipes the seeds.</summary>
public sealed record VaultContent : IDisposable
{
    public required Id16 OrganisationId { get; init; }

    public required Id16 OfficerId { get; init; }

    /// <summary>isk, 32 bytes.</summary>
    public required Secret SigningSeed { get; init; }

    public IReadOnlyList<VaultKemKey> KemKeys { get; init; } = [];

    /// <summary>Pinned.</summary>
    public required Hash32 RootKey { get; init; }

    /// <summary>The newest directory seen; never goes down.</summary>
    public uint DirectorySequence { get; init; }

    /// <summary>The highest day seen; never goes down.</summary>
    public CivilDay HighestDay { get; init; }

    public IReadOnlyList<VaultReport> Reports { get; init; } = [];

    public IReadOnlyList<VaultDraft> Drafts { get; init; } = [];

    public IReadOnlyList<VaultAside> Aside { get; init; } = [];

    public void Dispose()
    {
        SigningSeed.Dispose();
        foreach (var key in KemKeys)
        {
            key.Seed.Dispose();
        }
    }
}
