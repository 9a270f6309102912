namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>Every label of the protocol, in one table; each has one use (docs/protocol.md section 15).</summary>
public static class Labels
{
    public static ReadOnlySpan<byte> Organisation => "sic1/org"u8;

    public static ReadOnlySpan<byte> Key => "sic1/key"u8;

    public static ReadOnlySpan<byte> Root => "sic1/root"u8;

    public static ReadOnlySpan<byte> OfficerFingerprint => "sic1/isk"u8;

    public static ReadOnlySpan<byte> Invitation => "sic1/invitation"u8;

    public static ReadOnlySpan<byte> Transcript => "sic1/th"u8;

    public static ReadOnlySpan<byte> ObjectHash => "sic1/oh"u8;

    public static ReadOnlySpan<byte> Code => "sic1/code"u8;

    public static ReadOnlySpan<byte> Mailbox => "sic1/mailbox"u8;

    public static ReadOnlySpan<byte> ReporterAuthSeed => "sic1/auth-ed25519"u8;

    public static ReadOnlySpan<byte> ReporterKemSeed => "sic1/kem-xwing"u8;

    public static ReadOnlySpan<byte> Share => "sic1/share"u8;

    public static ReadOnlySpan<byte> Lookup => "sic1/lookup"u8;

    public static ReadOnlySpan<byte> DirectoryHash => "sic1/dir"u8;

    public static ReadOnlySpan<byte> BodyKey => "sic1/k-body"u8;

    public static ReadOnlySpan<byte> BodyContext => "sic1/body"u8;

    public static ReadOnlySpan<byte> ContainerKey => "sic1/k-container"u8;

    public static ReadOnlySpan<byte> ContainerContext => "sic1/container"u8;

    public static ReadOnlySpan<byte> Parts => "sic1/parts"u8;

    public static ReadOnlySpan<byte> Commitment => "sic1/commit"u8;

    public static ReadOnlySpan<byte> Wrap => "sic1/wrap"u8;

    public static ReadOnlySpan<byte> PassphraseKey => "sic1/kek-pass"u8;

    public static ReadOnlySpan<byte> LoginSeed => "sic1/login"u8;

    public static ReadOnlySpan<byte> Shred => "sic1/shred"u8;

    public static ReadOnlySpan<byte> Backup => "sic1/backup"u8;

    public static ReadOnlySpan<byte> BackupContent => "sic1/k-backup"u8;

    public static ReadOnlySpan<byte> LogLeaf => "sic1/leaf"u8;

    public static ReadOnlySpan<byte> SignBackup => "sic1/sig/backup"u8;

    public static ReadOnlySpan<byte> SignObject => "sic1/sig/object"u8;

    public static ReadOnlySpan<byte> SignDirectory => "sic1/sig/dir"u8;

    public static ReadOnlySpan<byte> SignCertificate => "sic1/sig/cert"u8;

    public static ReadOnlySpan<byte> SignFreshness => "sic1/sig/fresh"u8;

    public static ReadOnlySpan<byte> SignRootChange => "sic1/sig/root"u8;

    public static ReadOnlySpan<byte> SignRootLost => "sic1/sig/root-lost"u8;

    public static ReadOnlySpan<byte> SignRecovery => "sic1/sig/recovery"u8;

    public static ReadOnlySpan<byte> SignRecoveryRequest => "sic1/sig/recovery-request"u8;

    public static ReadOnlySpan<byte> SignRecovered => "sic1/sig/recovered"u8;

    public static ReadOnlySpan<byte> SignReceipt => "sic1/sig/receipt"u8;

    public static ReadOnlySpan<byte> SignExport => "sic1/sig/export"u8;

    public static ReadOnlySpan<byte> SignGenesis => "sic1/sig/genesis"u8;

    public static ReadOnlySpan<byte> SignCandidate => "sic1/sig/candidate"u8;

    public static ReadOnlySpan<byte> SignRequest => "sic1/sig/request"u8;

    public static ReadOnlySpan<byte> SignReporterLogin => "sic1/sig/login"u8;

    public static ReadOnlySpan<byte> SignOfficerLogin => "sic1/sig/officer-login"u8;
}
