using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Testing;

/// <summary>
/// An organisation whose statements and keys are genuine. What <see cref="SampleReport"/> seals in it is noise: enough for everything a host judges, since a host opens nothing.
/// Three officers: responsible, deputy, confidant.
/// </summary>
public sealed class SampleOrganisation : IDisposable
{
    private readonly RootKey root;
    private readonly SeededEntropy entropy;
    private readonly int channelDays;

    /// <summary>Everything follows from the seed; two organisations with two seeds share nothing.</summary>
    public SampleOrganisation(string seed = "organisation", string zone = "Europe/Brussels", uint issued = 20_500, IReadOnlyList<string>? origins = null, int channelDays = 426)
    {
        this.channelDays = channelDays;
        entropy = new SeededEntropy(seed);
        root = RootKey.Create(entropy);
        IntakeKey = ChannelKey.Create(entropy);
        CaseworkKey = ChannelKey.Create(entropy);
        Responsible = new SampleOfficer(entropy, OfficerRole.Responsible);
        Deputy = new SampleOfficer(entropy, OfficerRole.Deputy);
        Confidant = new SampleOfficer(entropy, OfficerRole.Confidant);
        RecoveryKem = Crypto.Protocol.Keys.RecoveryKey.Create(entropy);
        Directory = Issue(1, Hash32.Zeros, new CivilDay(issued), acceptFrom: 1, zone, origins ?? ["http://localhost:8080", "http://localhost:8081"]);
    }

    public ChannelKey IntakeKey { get; }

    public ChannelKey CaseworkKey { get; }

    /// <summary>Content of intake's channel key file: 32 bytes.</summary>
    public byte[] IntakeKeyFile()
    {
        using var seed = IntakeKey.ExportSeed();
        return seed.Span.ToArray();
    }

    public SampleOfficer Responsible { get; }

    public SampleOfficer Deputy { get; }

    public SampleOfficer Confidant { get; }

    /// <summary>Opens what recovery may open.</summary>
    public RecoveryKey RecoveryKem { get; }

    /// <summary>1216 bytes.</summary>
    public byte[] RecoveryKey => RecoveryKem.PublicKey.ToArray();

    /// <summary>The newest directory made.</summary>
    public Directory Directory { get; private set; }

    public IReadOnlyList<SampleOfficer> Officers => [Responsible, Deputy, Confidant];

    /// <summary>Makes the next directory, chained to the one before.</summary>
    public Directory IssueNext(uint issued, uint acceptFrom, IReadOnlyList<SampleOfficer>? officers = null, IReadOnlyList<string>? origins = null) =>
        Directory = Issue(
            Directory.Sequence + 1, Directory.Hash, new CivilDay(issued), acceptFrom, Directory.Content.Zone, origins ?? Directory.Content.Origins, officers);

    /// <summary>The step to another root, and the same where the old root did not sign it.</summary>
    public (byte[] Step, byte[] Forged) ChangeRoot(uint day)
    {
        using var successor = RootKey.Create(entropy);
        var change = RootChange.Create(Directory, root, successor, new CivilDay(day));
        var content = Directory.Content with { Sequence = Directory.Sequence + 1, PreviousHash = Directory.Hash, Issued = new CivilDay(day), RootKey = successor.PublicKey };
        var next = content.Sign(successor);
        return (ChainStep.Encode(change, next), ChainStep.Encode(RootChange.Create(Directory, successor, successor, new CivilDay(day)), next));
    }

    /// <summary>An officer's certificate.</summary>
    public byte[] Certificate(SampleOfficer officer, uint serial = 1, byte[]? publicKey = null) => OfficerCertificate.Create(
        officer.Key, Directory.OrganisationId, officer.Id, serial, publicKey ?? officer.KemKey, Directory.Content.Issued, Directory.Content.Issued.AddDays(365));

    /// <summary>An officer's freshness statement for the newest directory.</summary>
    public byte[] Freshness(SampleOfficer officer, uint day, params Id16[] revoked) =>
        Crypto.Protocol.Trust.Freshness.Create(officer.Key, officer.Id, Directory, new CivilDay(day), revoked);

    /// <summary>What an offline machine gives back: for each report noise in the place of the wraps, for the newcomer's certified key.</summary>
    public RecoveryAnswer Recover(SampleOfficer newcomer, uint day, RecoveryReason reason, params (Id16 ReportId, Id16[] Objects)[] reports)
    {
        ArgumentNullException.ThrowIfNull(newcomer);
        var recovered = reports.Select(report => new RecoveredReport(
            Statement(newcomer, day, reason, report.ReportId),
            [.. report.Objects.Select(id => new GrantedWrap(id, newcomer.Id, (byte[])[.. newcomer.KeyId.Span, .. Noise(1168)]))])).ToList();
        return RecoveryAnswer.TryParse(RecoveryAnswer.Create(root, Directory, newcomer.Id, new CivilDay(day), recovered), out var answer, out var failure)
            ? answer
            : throw new InvalidOperationException(failure.Name());
    }

    /// <summary>The same as a rehearsal writes it.</summary>
    public byte[] Rehearse(SampleOfficer newcomer, uint day)
    {
        ArgumentNullException.ThrowIfNull(newcomer);
        return RecoveryAnswer.Create(root, Directory, newcomer.Id, new CivilDay(day), [], Sic.RehearsalSuite);
    }

    private RecoveryStatement Statement(SampleOfficer newcomer, uint day, RecoveryReason reason, Id16 reportId) =>
        RecoveryStatement.TryParse(RecoveryStatement.Create(root, Directory, reportId, newcomer.Id, newcomer.KeyId, new CivilDay(day), reason), out var statement, out var failure)
            ? statement
            : throw new InvalidOperationException(failure.Name());

    /// <summary>Bytes that follow from this organisation's seed and differ at every call.</summary>
    public byte[] Noise(int length)
    {
        var bytes = new byte[length];
        entropy.Fill(bytes);
        return bytes;
    }

    public void Dispose()
    {
        root.Dispose();
        IntakeKey.Dispose();
        CaseworkKey.Dispose();
        RecoveryKem.Dispose();
        foreach (var officer in Officers)
        {
            officer.Dispose();
        }
    }

    private Directory Issue(
        uint sequence, Hash32 previous, CivilDay issued, uint acceptFrom, string zone, IReadOnlyList<string> origins, IReadOnlyList<SampleOfficer>? officers = null)
    {
        var bytes = Content(sequence, previous, issued, acceptFrom, zone, origins, officers ?? Officers).Sign(root);
        return UntrustedDirectory.TryParse(bytes, out var parsed, out var failure) && parsed.VerifyFirstRoot(out var directory, out failure)
            ? directory
            : throw new InvalidOperationException(failure.Name());
    }

    private DirectoryContent Content(
        uint sequence, Hash32 previous, CivilDay issued, uint acceptFrom, string zone, IReadOnlyList<string> origins, IReadOnlyList<SampleOfficer> officers) => new()
    {
        OrganisationId = Sic.OrganisationId(root.PublicKey.Span),
        Sequence = sequence,
        PreviousHash = previous,
        Issued = issued,
        Expires = issued.AddDays(366),
        AcceptFrom = acceptFrom,
        RootKey = root.PublicKey,
        RecoveryKey = RecoveryKey,
        SharesNeeded = 2,
        SharesMade = 3,
        Channels =
        [
            new DirectoryChannel(IntakeKey.PublicKey, ChannelUses.Receipts, issued, issued.AddDays(channelDays)),
            new DirectoryChannel(CaseworkKey.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints, issued, issued.AddDays(channelDays)),
        ],
        Quorum = 1,
        Zone = zone,
        Origins = origins,
        Officers = [.. officers.Select(officer => new DirectoryOfficer(
            officer.Id, officer.Role, officer.Role != OfficerRole.Confidant, officer.Key.PublicKey, issued, issued.AddDays(2000), officer.Role.ToString()))],
        Suites = [Sic.Suite],
        RetentionDays = 730,
    };
}

/// <summary>An officer of a sample organisation, with genuine keys.</summary>
public sealed class SampleOfficer : IDisposable
{
    internal SampleOfficer(SeededEntropy entropy, OfficerRole role)
    {
        Role = role;
        Key = OfficerSigningKey.Create(entropy);
        var id = new byte[Id16.Size];
        entropy.Fill(id);
        Id = Id16.From(id);
        Kem = OfficerKemKey.Create(entropy);
        KemKey = Kem.PublicKey.ToArray();
    }

    public Id16 Id { get; }

    public OfficerRole Role { get; }

    public OfficerSigningKey Key { get; }

    /// <summary>Opens what was sealed to this officer.</summary>
    public OfficerKemKey Kem { get; }

    /// <summary>1216 bytes.</summary>
    public byte[] KemKey { get; }

    public Id16 KeyId => Sic.KemKeyId(KemKey);

    public void Dispose()
    {
        Key.Dispose();
        Kem.Dispose();
    }
}
