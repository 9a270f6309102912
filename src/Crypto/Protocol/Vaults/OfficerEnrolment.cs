using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>Who is enrolled, and under which account.</summary>
public sealed record EnrolmentRequest
{
    public required Id16 OrganisationId { get; init; }

    /// <summary>The root that the vault pins.</summary>
    public required Hash32 RootKey { get; init; }

    public required OfficerRole Role { get; init; }

    public required string AccountName { get; init; }

    public required string MailAddress { get; init; }

    public required string Locale { get; init; }

    /// <summary>The day of enrolment, pinned as the highest day seen.</summary>
    public required CivilDay Day { get; init; }

    /// <summary>Parameters of the passphrase.</summary>
    public Argon2id Parameters { get; init; } = Argon2id.Default;
}

/// <summary>
/// Makes an officer: signing key, receiving key with serial 1, vault key, vault and login. An administrator gets a vault without keys, since an
/// administrator receives and signs nothing (docs/protocol.md section 13).
/// </summary>
public sealed class OfficerEnrolment : IDisposable
{
    /// <summary>Serial of the first certificate.</summary>
    public const uint FirstSerial = 1;

    private OfficerEnrolment(Enrolment file, OfficerSigningKey? signingKey, OfficerKemKey? kemKey)
    {
        File = file;
        SigningKey = signingKey;
        KemKey = kemKey;
    }

    /// <summary>What the host imports.</summary>
    public Enrolment File { get; }

    /// <summary>Null for an administrator.</summary>
    public OfficerSigningKey? SigningKey { get; }

    /// <summary>Null for an administrator.</summary>
    public OfficerKemKey? KemKey { get; }

    /// <summary>Makes keys and file. The passphrase stays the caller's, who wipes it.</summary>
    public static OfficerEnrolment Create(EnrolmentRequest request, Secret passphrase, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(request);
        var administrator = request.Role == OfficerRole.Administrator;
        var officerId = ObjectIds.Create(entropy);
        var signingKey = administrator ? null : OfficerSigningKey.Create(entropy);
        var kemKey = administrator ? null : OfficerKemKey.Create(entropy);
        using var content = Content(request, officerId, signingKey, kemKey);
        return new OfficerEnrolment(Seal(request, content, passphrase, entropy), signingKey, kemKey);
    }

    /// <summary>The officer's own wish to be listed under this name; not for an administrator.</summary>
    public Candidate AsksFor(string display)
    {
        var key = SigningKey ?? throw new InvalidOperationException("an administrator stands in no directory");
        var bytes = Candidate.Create(key, File.OrganisationId, File.OfficerId, File.Role, display);
        return Candidate.TryVerify(bytes, out var candidate, out var failure) ? candidate : throw new ArgumentException(failure.Name(), nameof(display));
    }

    public void Dispose()
    {
        SigningKey?.Dispose();
        KemKey?.Dispose();
    }

    private static VaultContent Content(EnrolmentRequest request, Id16 officerId, OfficerSigningKey? signingKey, OfficerKemKey? kemKey) => new()
    {
        OrganisationId = request.OrganisationId,
        OfficerId = officerId,
        SigningSeed = signingKey?.ExportSeed() ?? new Secret(Keys.SigningKey.SeedSize),
        KemKeys = kemKey is null ? [] : [new VaultKemKey(FirstSerial, kemKey.ExportSeed())],
        RootKey = request.RootKey,
        HighestDay = request.Day,
    };

    private static Enrolment Seal(EnrolmentRequest request, VaultContent content, Secret passphrase, IEntropy entropy)
    {
        var salt = ObjectIds.Create(entropy);
        using var keys = PassphraseKeys.Derive(passphrase, salt, request.Parameters);
        using var vaultKey = VaultKey.Create(entropy);
        return new Enrolment
        {
            OrganisationId = request.OrganisationId,
            OfficerId = content.OfficerId,
            Role = request.Role,
            AccountName = request.AccountName,
            MailAddress = request.MailAddress,
            Locale = request.Locale,
            LoginKey = keys.Login.PublicKey,
            Salt = salt,
            MemoryKib = request.Parameters.MemoryKib,
            Iterations = request.Parameters.Iterations,
            VaultKeyId = vaultKey.Id,
            VaultKeyWrap = vaultKey.Wrap(keys, content.OfficerId, request.Parameters, entropy),
            VaultVersion = 1,
            Vault = VaultSealing.Seal(content, vaultKey, 1, entropy),
        };
    }
}
