using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Tests.Trust;

/// <summary>An organisation with three officers, made from a seed.</summary>
internal sealed class SampleOrganisation
{
    internal static readonly CivilDay Issued = CivilDay.From(new DateOnly(2026, 3, 2));

    internal SampleOrganisation(string seed = "organisation")
    {
        Entropy = new SeededEntropy(seed);
        Root = RootKey.Create(Entropy);
        Recovery = RecoveryKey.Create(Entropy);
        Intake = ChannelKey.Create(Entropy);
        Casework = ChannelKey.Create(Entropy);
        Officers = [new(OfficerRole.Responsible, Entropy), new(OfficerRole.Deputy, Entropy), new(OfficerRole.Confidant, Entropy)];
        DirectoryBytes = Content().Sign(Root);
        Directory = Verified(DirectoryBytes);
    }

    internal IEntropy Entropy { get; }

    internal RootKey Root { get; }

    internal RecoveryKey Recovery { get; }

    internal ChannelKey Intake { get; }

    internal ChannelKey Casework { get; }

    internal IReadOnlyList<SampleOfficer> Officers { get; }

    internal byte[] DirectoryBytes { get; }

    internal Directory Directory { get; }

    internal Id16 Id => Sic.OrganisationId(Root.PublicKey.Span);

    internal DirectoryContent Content() => new()
    {
        OrganisationId = Id,
        Sequence = 1,
        PreviousHash = Hash32.Zeros,
        Issued = Issued,
        Expires = Issued.AddDays(366),
        AcceptFrom = 1,
        RootKey = Root.PublicKey,
        RecoveryKey = Recovery.PublicKey,
        SharesNeeded = 2,
        SharesMade = 3,
        Channels =
        [
            new DirectoryChannel(Intake.PublicKey, ChannelUses.Receipts, Issued, Issued.AddDays(426)),
            new DirectoryChannel(Casework.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints, Issued, Issued.AddDays(426)),
        ],
        Quorum = 2,
        Zone = "Europe/Brussels",
        Origins = ["http://localhost:8080", "http://localhost:8081"],
        Officers = [.. Officers.Select(officer => officer.Listed(Issued, Issued.AddDays(3650)))],
        Suites = [Sic.Suite],
        RetentionDays = 730,
    };

    internal byte[] Certificate(int officer, uint serial = 1, CivilDay? from = null, int days = 400, byte[]? key = null)
    {
        var who = Officers[officer];
        var start = from ?? Issued;
        return OfficerCertificate.Create(who.SigningKey, Id, who.Id, serial, key ?? who.KemKey.PublicKey.Span, start, start.AddDays(days));
    }

    internal byte[] Fresh(int officer, CivilDay day, params Id16[] revoked) =>
        Freshness.Create(Officers[officer].SigningKey, Officers[officer].Id, Directory, day, revoked);

    /// <summary>A document in which everything is as it should be on this day.</summary>
    internal byte[] Document(CivilDay day) => Document(day, DirectoryBytes);

    internal byte[] Document(CivilDay day, byte[] directory) =>
        DirectoryDocument.Encode(day, directory, Join(Certificate(0), Certificate(1), Certificate(2)), Join(Fresh(0, day), Fresh(1, day)));

    internal static ReadOnlyMemory<byte>[] Join(params byte[][] statements) => [.. statements.Select(item => new ReadOnlyMemory<byte>(item))];

    internal DirectoryInUse InUse(CivilDay day) =>
        Assert.IsType<DirectoryVerdict.Accepted>(DirectoryVerification.Verify(Document(day), new DirectoryExpectation { DeviceDay = day })).InUse;

    internal static Directory Verified(byte[] bytes)
    {
        Assert.True(UntrustedDirectory.TryParse(bytes, out var untrusted, out var failure), failure.Name());
        Assert.True(untrusted.VerifyFirstRoot(out var directory, out failure), failure.Name());
        return directory;
    }
}

/// <summary>An officer with keys.</summary>
internal sealed class SampleOfficer
{
    internal SampleOfficer(OfficerRole role, IEntropy entropy)
    {
        Role = role;
        var id = new byte[16];
        entropy.Fill(id);
        Id = Id16.From(id);
        SigningKey = OfficerSigningKey.Create(entropy);
        KemKey = OfficerKemKey.Create(entropy);
    }

    internal OfficerRole Role { get; }

    internal Id16 Id { get; }

    internal OfficerSigningKey SigningKey { get; }

    internal OfficerKemKey KemKey { get; }

    internal DirectoryOfficer Listed(CivilDay from, CivilDay to) =>
        new(Id, Role, Role is OfficerRole.Responsible or OfficerRole.Deputy, SigningKey.PublicKey, from, to, Role.ToString());
}
