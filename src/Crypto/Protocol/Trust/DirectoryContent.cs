using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>An officer as the root lists them: id[16] role u8 flags u8 (1 = default set) isk_pk[32] from u32 to u32 display x&lt;&gt;.</summary>
/// <param name="Id">Sixteen random bytes, never all 00 or FF.</param>
/// <param name="Role">Never the administrator.</param>
/// <param name="DefaultSet">True where a new report goes to this officer unless the reporter leaves them out.</param>
/// <param name="SigningKey">Ed25519 public key.</param>
/// <param name="From">First day on which the signing key counts.</param>
/// <param name="To">Last day on which it counts.</param>
/// <param name="Display">How the page names the officer: a role, with or without a name.</param>
public sealed record DirectoryOfficer(Id16 Id, OfficerRole Role, bool DefaultSet, Hash32 SigningKey, CivilDay From, CivilDay To, string Display);

/// <summary>A host's key: pk[32] uses u8 from u32 to u32.</summary>
/// <param name="PublicKey">Ed25519 public key.</param>
/// <param name="Uses">At least one use.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record DirectoryChannel(Hash32 PublicKey, ChannelUses Uses, CivilDay From, CivilDay To)
{
    /// <summary>key_id of the channel key.</summary>
    public Id16 KeyId => Sic.SigningKeyId(PublicKey.Span);

    /// <summary>True where the key may do this on that day.</summary>
    public bool Serves(ChannelUses use, CivilDay day) => Uses.HasFlag(use) && From <= day && day <= To;
}

/// <summary>The fields of sicD, in their order (docs/protocol.md section 10). At most 64 KiB encoded.</summary>
public sealed record DirectoryContent
{
    public required Id16 OrganisationId { get; init; }

    /// <summary>From 1.</summary>
    public required uint Sequence { get; init; }

    /// <summary>directory_hash of the one before; zeros for the first.</summary>
    public required Hash32 PreviousHash { get; init; }

    public required CivilDay Issued { get; init; }

    /// <summary>Last day; at most 400 days after <see cref="Issued"/>.</summary>
    public required CivilDay Expires { get; init; }

    /// <summary>Objects under an older directory than this are refused as stale.</summary>
    public required uint AcceptFrom { get; init; }

    /// <summary>Ed25519 public key of the root that signs.</summary>
    public required Hash32 RootKey { get; init; }

    /// <summary>X-Wing public key of recovery, 1216 bytes.</summary>
    public required ReadOnlyMemory<byte> RecoveryKey { get; init; }

    /// <summary>How many shares open recovery.</summary>
    public required byte SharesNeeded { get; init; }

    /// <summary>How many shares there are.</summary>
    public required byte SharesMade { get; init; }

    public required IReadOnlyList<DirectoryChannel> Channels { get; init; }

    /// <summary>So many officers' freshness statements confirm the directory.</summary>
    public required byte Quorum { get; init; }

    /// <summary>IANA name of the organisation's time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Exact web origins of the hosts.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    public required IReadOnlyList<DirectoryOfficer> Officers { get; init; }

    /// <summary>Suites that clients may use.</summary>
    public required IReadOnlyList<ushort> Suites { get; init; }

    /// <summary>For how long closed reports are kept.</summary>
    public required uint RetentionDays { get; init; }

    /// <summary>Signs the directory. The root must be the one that the content names.</summary>
    /// <exception cref="ArgumentException">Another root, or content that no reader would accept.</exception>
    public byte[] Sign(RootKey root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var signed = Sign(root, Sic.Suite);
        return root.PublicKey == RootKey && UntrustedDirectory.TryParse(signed, out _, out _)
            ? signed
            : throw new ArgumentException("no reader would accept this directory");
    }

    /// <summary>Does what signing does, under a suite that every reader refuses: for an exercise.</summary>
    public byte[] Rehearse(RootKey root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return Sign(root, Sic.RehearsalSuite);
    }

    private byte[] Sign(RootKey root, ushort suite)
    {
        using var writer = new SicWriter(4096);
        DirectoryCodec.Write(writer, this, suite);
        return writer.Bytes(root.Sign(Statement.SigningInput(Labels.SignDirectory, writer.Written))).ToArray();
    }
}
