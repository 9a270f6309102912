using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Testing;

/// <summary>An enrolment whose login key is genuine and whose vault is noise: what a host can judge of an account.</summary>
public sealed class SampleAccount : IDisposable
{
    private readonly LoginKey login;

    /// <summary>An account of an officer of the organisation, or of an administrator where none is given.</summary>
    public SampleAccount(SampleOrganisation organisation, string name, SampleOfficer? officer = null)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        Name = name;
        OrganisationId = organisation.Directory.OrganisationId;
        OfficerId = officer?.Id ?? Id16.From(organisation.Noise(Id16.Size));
        Role = officer?.Role ?? OfficerRole.Administrator;
        login = LoginKey.FromSeed(organisation.Noise(32));
        Enrolment = new Enrolment
        {
            OrganisationId = OrganisationId,
            OfficerId = OfficerId,
            Role = Role,
            AccountName = name,
            MailAddress = name + "@officers.example",
            Locale = "nl",
            LoginKey = login.PublicKey,
            Salt = Id16.From(organisation.Noise(Id16.Size)),
            MemoryKib = 64 * 1024,
            Iterations = 3,
            VaultKeyId = Id16.From(organisation.Noise(Id16.Size)),
            VaultKeyWrap = organisation.Noise(Enrolment.VaultKeyWrapSize),
            VaultVersion = 1,
            Vault = organisation.Noise(12 + 4096 + 16),
        };
    }

    public string Name { get; }

    public Id16 OrganisationId { get; }

    public Id16 OfficerId { get; }

    public OfficerRole Role { get; }

    public Enrolment Enrolment { get; }

    /// <summary>What the passphrase's login key signs.</summary>
    public byte[] LoginSignature(string origin, ReadOnlySpan<byte> nonce) =>
        login.Sign(LoginProof.OfficerInput(origin, OrganisationId, OfficerId, nonce).Span);

    public void Dispose() => login.Dispose();
}
