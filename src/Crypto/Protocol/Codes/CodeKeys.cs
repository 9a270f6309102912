using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Codes;

/// <summary>What a reference code opens in one organisation. Dispose wipes all of it.</summary>
public sealed class CodeKeys : IDisposable
{
    /// <summary>mailbox_id[32] ‖ auth_seed[32] ‖ kem_seed[32].</summary>
    public const int SeedsSize = 3 * Part;

    private const int Part = 32;

    private CodeKeys(ReadOnlySpan<byte> seeds)
    {
        MailboxId = Secret.Copy(seeds[..Part]);
        Lookup = Sic.Hash(Labels.Lookup, MailboxId.Span);
        Auth = ReporterSigningKey.FromSeed(seeds.Slice(Part, Part));
        Kem = Key.Import(KemAlgorithm.XWing, seeds[(2 * Part)..]);
    }

    /// <summary>The keys that these seeds give, for a server that keeps them sealed while somebody reads without script.</summary>
    /// <param name="seeds"><see cref="ReferenceCode.DeriveSeeds"/>; the caller goes on owning them.</param>
    public static CodeKeys FromSeeds(ReadOnlySpan<byte> seeds) =>
        seeds.Length == SeedsSize ? new(seeds) : throw Errors.WrongLength(nameof(seeds), SeedsSize);

    /// <summary>32 bytes, told to the server only inside a signed login.</summary>
    public Secret MailboxId { get; }

    /// <summary>What the server stores in place of the mailbox id.</summary>
    public Hash32 Lookup { get; }

    /// <summary>Signs the reporter's objects and logins.</summary>
    public ReporterSigningKey Auth { get; }

    /// <summary>Opens replies. Its public half travels only inside sealed bodies.</summary>
    public Key Kem { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        MailboxId.Dispose();
        Auth.Dispose();
        Kem.Dispose();
    }
}
