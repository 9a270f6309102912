using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>A host's key that the directory is to list.</summary>
/// <param name="PublicKey">Ed25519 public key.</param>
/// <param name="Uses">What it signs.</param>
public sealed record RequestedChannel(Hash32 PublicKey, ChannelUses Uses);

/// <summary>What a host asks the root to sign next.</summary>
public sealed record DirectoryWish
{
    /// <summary>The organisation's beginning, so that an offline machine needs no other file.</summary>
    public required Genesis Genesis { get; init; }

    /// <summary>The directory in force; null before the first.</summary>
    public required Directory? Previous { get; init; }

    /// <summary>The host's civil day.</summary>
    public required CivilDay Day { get; init; }

    /// <summary>IANA time zone name.</summary>
    public required string Zone { get; init; }

    /// <summary>Exact web origins; intake's first.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    public required IReadOnlyList<RequestedChannel> Channels { get; init; }

    /// <summary>Officers of the directory in force who stay as they are.</summary>
    public required IReadOnlyList<Id16> Staying { get; init; }

    /// <summary>New officers.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }
}
