using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicE: what an officer or administrator hands to casework to have an account. "sicE" ‖ suite u16 ‖ org_id[16] ‖ officer_id[16] ‖ role u8 ‖
/// account name x&lt;&gt; ‖ mail address x&lt;&gt; ‖ locale x&lt;&gt; ‖ login_pk[32] ‖ salt[16] ‖ memory_kib u32 ‖ iterations u32 ‖ vk_id[16] ‖ vk_wrap x&lt;60&gt; ‖
/// vault_version u64 ‖ vault (u32 length). Unsigned; it reaches the host by hand.
/// </summary>
public sealed record Enrolment
{
    /// <summary>Length of a wrapped vault key: nonce 12, key 32, tag 16.</summary>
    public const int VaultKeyWrapSize = 60;

    /// <summary>No vault is longer, in bytes (4 MiB).</summary>
    public const int MaximumVault = 4 * 1024 * 1024;

    private const int NameLimit = 256;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicE"u8;

    public required Id16 OrganisationId { get; init; }

    public required Id16 OfficerId { get; init; }

    public required OfficerRole Role { get; init; }

    public required string AccountName { get; init; }

    /// <summary>Where reminders go; may be empty.</summary>
    public required string MailAddress { get; init; }

    /// <summary>Language of pages and mail, such as "nl".</summary>
    public required string Locale { get; init; }

    /// <summary>Ed25519 public key of the login.</summary>
    public required Hash32 LoginKey { get; init; }

    /// <summary>Argon2id salt.</summary>
    public required Id16 Salt { get; init; }

    public required uint MemoryKib { get; init; }

    public required uint Iterations { get; init; }

    public required Id16 VaultKeyId { get; init; }

    /// <summary>60 bytes: the vault key under the passphrase.</summary>
    public required ReadOnlyMemory<byte> VaultKeyWrap { get; init; }

    public required ulong VaultVersion { get; init; }

    /// <summary>The sealed vault.</summary>
    public required ReadOnlyMemory<byte> Vault { get; init; }

    /// <summary>The one encoding.</summary>
    public byte[] Encode()
    {
        using var writer = new SicWriter(8192);
        Statement.WriteStart(writer, Magic, OrganisationId);
        return writer.Id(OfficerId).U8((byte)Role).Name(AccountName).Name(MailAddress).Name(Locale).Hash(LoginKey).Id(Salt)
            .U32(MemoryKib).U32(Iterations).Id(VaultKeyId).Vector(VaultKeyWrap.Span).U64(VaultVersion).LongVector(Vault.Span).ToArray();
    }

    /// <summary>Reads an enrolment file.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Enrolment? enrolment, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new Enrolment
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            OfficerId = reader.Id(),
            Role = ReadRole(ref reader),
            AccountName = reader.Name(NameLimit),
            MailAddress = reader.Name(NameLimit),
            Locale = reader.Name(NameLimit),
            LoginKey = reader.Hash(),
            Salt = reader.Id(),
            MemoryKib = reader.U32(),
            Iterations = reader.U32(),
            VaultKeyId = reader.Id(),
            VaultKeyWrap = reader.Vector(VaultKeyWrapSize),
            VaultVersion = reader.U64(),
            Vault = reader.LongVector(MaximumVault),
        };
        reader.Require(parsed.OfficerId.NamesAnOfficer && parsed.AccountName.Length > 0 && parsed.VaultKeyWrap.Length == VaultKeyWrapSize);
        reader.Require(reader.Left == 0);
        reader.Require(Primitives.Argon2id.TryCreate(parsed.MemoryKib, parsed.Iterations) is not null, FailureClass.WeakParameters);
        failure = reader.Failure;
        enrolment = reader.Good ? parsed : null;
        return enrolment is not null;
    }

    private static OfficerRole ReadRole(ref SicReader reader)
    {
        var role = reader.U8();
        reader.Require(role <= 6);
        return (OfficerRole)role;
    }
}
