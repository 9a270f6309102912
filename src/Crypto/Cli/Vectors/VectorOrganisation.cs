using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>The organisation of the known answers: three officers, two hosts, one reporter, all from a seed.</summary>
internal sealed class VectorOrganisation
{
    internal static readonly CivilDay Today = CivilDay.From(new DateOnly(2026, 3, 2));

    internal VectorOrganisation(string seed)
    {
        var entropy = new VectorEntropy(seed);
        Root = RootKey.Create(entropy);
        Recovery = RecoveryKey.Create(entropy);
        Intake = ChannelKey.Create(entropy);
        Casework = ChannelKey.Create(entropy);
        Officers = [new(OfficerRole.Responsible, entropy), new(OfficerRole.Deputy, entropy), new(OfficerRole.Confidant, entropy)];
        Secret = entropy.Bytes(ReferenceCode.SecretSize);
        using var code = ReferenceCode.FromSecret(Secret);
        Code = code.DeriveKeys(Id);
        ReportId = ObjectIds.Create(entropy);
        DirectoryBytes = Content.Sign(Root);
        Directory = UntrustedDirectory.TryParse(DirectoryBytes, out var untrusted, out _) && untrusted.VerifyFirstRoot(out var directory, out _)
            ? directory
            : throw new InvalidOperationException("the directory of the known answers does not verify");
    }

    internal RootKey Root { get; }

    internal RecoveryKey Recovery { get; }

    internal ChannelKey Intake { get; }

    internal ChannelKey Casework { get; }

    internal IReadOnlyList<VectorOfficer> Officers { get; }

    internal byte[] Secret { get; }

    internal CodeKeys Code { get; }

    internal Id16 ReportId { get; }

    internal byte[] DirectoryBytes { get; }

    internal Directory Directory { get; }

    internal Id16 Id => Sic.OrganisationId(Root.PublicKey.Span);

    internal DirectoryContent Content => new()
    {
        OrganisationId = Id,
        Sequence = 1,
        PreviousHash = Hash32.Zeros,
        Issued = Today,
        Expires = Today.AddDays(366),
        AcceptFrom = 1,
        RootKey = Root.PublicKey,
        RecoveryKey = Recovery.PublicKey,
        SharesNeeded = 2,
        SharesMade = 3,
        Channels =
        [
            new DirectoryChannel(Intake.PublicKey, ChannelUses.Receipts, Today, Today.AddDays(426)),
            new DirectoryChannel(Casework.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints, Today, Today.AddDays(426)),
        ],
        Quorum = 2,
        Zone = "Europe/Brussels",
        Origins = ["https://melden.zone.example", "https://dossiers.zone.example"],
        Officers = [.. Officers.Select(officer => new DirectoryOfficer(
            officer.Id, officer.Role, officer.Role != OfficerRole.Confidant, officer.SigningKey.PublicKey, Today, Today.AddDays(3653), officer.Role.ToString()))],
        Suites = [Sic.Suite],
        RetentionDays = 730,
    };

    internal byte[] Certificate(int officer, uint serial = 1, int days = 400, KemKey? key = null, VectorOfficer? signer = null) => OfficerCertificate.Create(
        (signer ?? Officers[officer]).SigningKey, Id, Officers[officer].Id, serial, (key ?? Officers[officer].KemKey).PublicKey.Span, Today, Today.AddDays(days));

    internal byte[] Fresh(int officer, CivilDay day, params Id16[] revoked) =>
        Freshness.Create(Officers[officer].SigningKey, Officers[officer].Id, Directory, day, revoked);

    internal byte[] Document(CivilDay day, byte[]? directory = null, byte[][]? certificates = null, byte[][]? freshness = null) => DirectoryDocument.Encode(
        day, directory ?? DirectoryBytes, Join(certificates ?? [Certificate(0), Certificate(1), Certificate(2)]), Join(freshness ?? [Fresh(0, Today), Fresh(1, Today)]));

    private static ReadOnlyMemory<byte>[] Join(byte[][] statements) => [.. statements.Select(item => new ReadOnlyMemory<byte>(item))];
}

/// <summary>An officer of the known answers.</summary>
internal sealed class VectorOfficer
{
    internal VectorOfficer(OfficerRole role, VectorEntropy entropy)
    {
        Role = role;
        Id = ObjectIds.Create(entropy);
        SigningKey = OfficerSigningKey.Create(entropy);
        KemSeed = entropy.Bytes(OfficerKemKey.SeedSize);
        KemKey = OfficerKemKey.FromSeed(KemSeed);
    }

    internal OfficerRole Role { get; }

    internal Id16 Id { get; }

    internal OfficerSigningKey SigningKey { get; }

    internal byte[] KemSeed { get; }

    internal OfficerKemKey KemKey { get; }
}
