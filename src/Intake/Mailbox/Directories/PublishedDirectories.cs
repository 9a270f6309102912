using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Intake.Mailbox.Directories;

/// <summary>All that was published up to one generation: verified directories, certificates and freshness. Immutable; shared by threads.</summary>
public sealed class PublishedDirectories
{
    /// <summary>Nobody is told to wait longer after a directory's last day (docs/protocol.md section 9).</summary>
    public const int ForgivenDays = 60;

    private readonly Dictionary<uint, Directory> bySequence;
    private readonly Dictionary<Id16, OfficerCertificate> byKey;
    private readonly HashSet<(Id16 Officer, Id16 KeyId)> revoked;

    internal PublishedDirectories(
        long generation, DirectoryHistory? history, IReadOnlyList<OfficerCertificate> certificates, IReadOnlyList<Freshness> freshness)
    {
        Generation = generation;
        var directories = history?.Directories ?? [];
        Directories = directories;
        RootChanges = history?.RootChanges ?? [];
        Certificates = certificates;
        Freshness = freshness;
        Newest = directories.Count > 0 ? directories[^1] : null;
        Zone = Newest is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(Newest.Content.Zone);
        bySequence = directories.ToDictionary(directory => directory.Sequence);
        byKey = certificates.ToDictionary(certificate => certificate.KeyId);
        revoked = [.. freshness.SelectMany(statement => statement.Revoked.Select(keyId => (statement.OfficerId, keyId)))];
        IsOpen = Newest is not null && Newest.Officers.Any(CanReceiveFirst);
    }

    /// <summary>Grows with every published statement.</summary>
    public long Generation { get; }

    /// <summary>Oldest first; their hashes form a chain.</summary>
    public IReadOnlyList<Directory> Directories { get; }

    /// <summary>Every change of the root (sicT and sicJ), oldest first; none where the first root signs to this day.</summary>
    public IReadOnlyList<RootChange> RootChanges { get; }

    /// <summary>Every certificate ever published, revoked or expired ones too.</summary>
    public IReadOnlyList<OfficerCertificate> Certificates { get; }

    /// <summary>The newest statement of each officer.</summary>
    public IReadOnlyList<Freshness> Freshness { get; }

    /// <summary>The directory in force; null before the first.</summary>
    public Directory? Newest { get; }

    /// <summary>The organisation's time zone; UTC before the first directory.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>True once the responsible officer or a deputy has a key to receive with.</summary>
    public bool IsOpen { get; }

    /// <summary>The civil day of an instant in the organisation's zone.</summary>
    public CivilDay Today(TimeProvider clock) => CivilDay.At(clock.GetUtcNow(), Zone);

    /// <summary>Whether a host with this key can do its part on this day.</summary>
    /// <param name="today">The organisation's civil day.</param>
    /// <param name="keyId">key_id of the host's channel key; null for a host that signs nothing.</param>
    /// <param name="use">What the host signs with it.</param>
    public ChannelState StateOn(CivilDay today, Id16? keyId, ChannelUses use) =>
        Newest is null ? ChannelState.NoDirectory
        : !IsOpen ? ChannelState.NobodyReceives
        : today > Newest.Content.Expires.AddDays(ForgivenDays) ? ChannelState.DirectoryExpired
        : keyId is { } id && Newest.FindChannel(id)?.Serves(use, today) != true ? ChannelState.ChannelKeyNotListed
        : ChannelState.Open;

    /// <summary>The directory with this number; null where none was published.</summary>
    public Directory? Find(uint sequence) => bySequence.GetValueOrDefault(sequence);

    /// <summary>True where a stored certificate of this officer names this key and the officer did not revoke it. It may have expired.</summary>
    public bool IsCertified(Id16 officer, Id16 keyId) =>
        byKey.TryGetValue(keyId, out var certificate) && certificate.OfficerId == officer && !revoked.Contains((officer, keyId));

    /// <summary>The certificate in force of an officer of the newest directory: the highest serial not revoked; null without one.</summary>
    public OfficerCertificate? CertificateOf(Id16 officer) =>
        Certificates.Where(certificate => certificate.OfficerId == officer && !revoked.Contains((officer, certificate.KeyId)))
            .MaxBy(certificate => certificate.Serial);

    /// <summary>What every page fetches (sicP): the newest directory, and of each officer in it the certificate in force and the newest freshness. Null before the first directory.</summary>
    public byte[]? Document(CivilDay day) => Newest is null ? null : DirectoryDocument.Encode(
        day,
        Newest.Bytes.Span,
        CertificatesInForce(Newest),
        [.. Freshness.Where(statement => statement.Verify(Newest, out _)).Select(statement => statement.Bytes)]);

    /// <summary>The same without freshness, dated with the directory's own day: bytes that change only with the directory or a certificate. Null before the first directory.</summary>
    public byte[]? StandingDocument() => Newest is null ? null : DirectoryDocument.Encode(Newest.Content.Issued, Newest.Bytes.Span, CertificatesInForce(Newest), []);

    /// <summary>Every directory and every root change there was (sicH), oldest first.</summary>
    public byte[] Chain() => new DirectoryChain(Entries()).Encode();

    /// <summary>Verifies what would be published next as every reader would: the whole chain with it at the end.</summary>
    /// <param name="step">The next directory, with the root change where the root is a new one.</param>
    /// <param name="directory">The directory, or null.</param>
    /// <param name="failure">wrong-organisation, wrong-root, wrong-chain or wrong-signature.</param>
    public bool TryContinue(ChainStep step, [NotNullWhen(true)] out Directory? directory, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(step);
        directory = DirectoryHistory.TryVerify(new DirectoryChain([.. Entries(), .. step.Entries]), out var history, out failure) ? history.Directories[^1] : null;
        return directory is not null;
    }

    private List<ChainEntry> Entries() => ChainOrder.Of([.. Directories.Select(directory => directory.Bytes.ToArray())], RootChanges);

    private ReadOnlyMemory<byte>[] CertificatesInForce(Directory newest) =>
        [.. newest.Officers.Select(officer => CertificateOf(officer.Id)).Where(certificate => certificate?.Verify(newest, out _) == true).Select(certificate => certificate!.Bytes)];

    private bool CanReceiveFirst(DirectoryOfficer officer) =>
        officer.Role is OfficerRole.Responsible or OfficerRole.Deputy && CertificateOf(officer.Id) is not null;
}
