using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicN: somebody asks to be listed as an officer. officer_id[16] role u8 isk_pk[32] display x&lt;&gt;, signed by that isk, which shows that its holder asked for
/// this very role and name. Who the holder is, people settle: the officer reads the fingerprint of the key to the holders of the root.
/// </summary>
public sealed class Candidate
{
    /// <summary>No statement is longer, in bytes.</summary>
    public const int MaximumSize = 4 + 2 + 16 + 16 + 1 + 32 + 2 + NameLimit + Sic.SignatureSize;

    private const int NameLimit = 256;

    private Candidate(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicN"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    public Id16 OfficerId { get; private init; }

    /// <summary>Never the administrator.</summary>
    public OfficerRole Role { get; private init; }

    /// <summary>Ed25519 public key.</summary>
    public Hash32 SigningKey { get; private init; }

    /// <summary>How pages are to name this officer.</summary>
    public string Display { get; private init; } = "";

    /// <summary>What the officer reads aloud.</summary>
    public string Fingerprint => OfficerFingerprint.Of(SigningKey.Span);

    /// <summary>Signs the wish to be listed.</summary>
    public static byte[] Create(OfficerSigningKey key, Id16 organisationId, Id16 officerId, OfficerRole role, string display)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new SicWriter(MaximumSize);
        Statement.WriteStart(writer, Magic, organisationId);
        writer.Id(officerId).U8((byte)role).Hash(key.PublicKey).Name(display);
        return writer.Bytes(key.Sign(Statement.SigningInput(Labels.SignCandidate, writer.Written))).ToArray();
    }

    /// <summary>Reads and verifies in one step, since the key that signs stands inside.</summary>
    /// <param name="bytes">At most <see cref="MaximumSize"/> bytes.</param>
    /// <param name="candidate">The statement, or null.</param>
    /// <param name="failure">malformed, unknown-suite or wrong-signature.</param>
    public static bool TryVerify(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Candidate? candidate, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new Candidate(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            OfficerId = reader.Id(),
            Role = (OfficerRole)reader.U8(),
            SigningKey = reader.Hash(),
            Display = reader.Name(NameLimit),
        };
        reader.Require(parsed.OfficerId.NamesAnOfficer && (byte)parsed.Role is >= 1 and <= 6 && IsPlain(parsed.Display));
        Statement.ReadEnd(ref reader);
        reader.Require(!reader.Good || Statement.Verify(parsed.SigningKey.Span, Labels.SignCandidate, bytes.Span), FailureClass.WrongSignature);
        failure = reader.Failure;
        candidate = reader.Good ? parsed : null;
        return candidate is not null;
    }

    /// <summary>A name that a terminal or a page shows as it is: not blank, without control or direction signs that could make one name look like another.</summary>
    public static bool IsPlain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !string.IsNullOrWhiteSpace(name) && name.Trim() == name
            && name.EnumerateRunes().All(rune => System.Text.Rune.GetUnicodeCategory(rune) is not (
                System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate
                or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator));
    }
}
