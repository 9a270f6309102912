using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>A sicD that was read but not verified. Only <see cref="Verify"/> and <see cref="VerifyFirstRoot"/> lead to a <see cref="Directory"/>.</summary>
public sealed class UntrustedDirectory
{
    /// <summary>No directory is longer, in bytes.</summary>
    public const int MaximumSize = 64 * 1024;

    private readonly DirectoryContent content;

    private UntrustedDirectory(ReadOnlyMemory<byte> bytes, DirectoryContent content)
    {
        Bytes = bytes;
        this.content = content;
    }

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicD"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What it claims to be; for picking one before verifying it.</summary>
    public uint ClaimedSequence => content.Sequence;

    /// <summary>The root it names; whether that root is the organisation's is for <see cref="Verify"/> to say.</summary>
    public Hash32 ClaimedRoot => content.RootKey;

    internal DirectoryContent Claimed => content;

    /// <summary>Reads a statement of at most 64 KiB.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out UntrustedDirectory? directory, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        var content = DirectoryCodec.Read(ref reader);
        Statement.ReadEnd(ref reader);
        failure = reader.Failure;
        directory = reader.Good ? new UntrustedDirectory(bytes, content) : null;
        return directory is not null;
    }

    /// <summary>Verifies under the first root of the organisation: org_id must be the hash of the root that signs.</summary>
    public bool VerifyFirstRoot([NotNullWhen(true)] out Directory? directory, out FailureClass failure) =>
        Verify(content.RootKey, Sic.OrganisationId(content.RootKey.Span), out directory, out failure);

    /// <summary>Verifies under a pinned root.</summary>
    /// <param name="root">Ed25519 public key of the root.</param>
    /// <param name="organisationId">The organisation that is expected.</param>
    /// <param name="directory">The directory, or null.</param>
    /// <param name="failure">wrong-organisation, wrong-root or wrong-signature, in this order.</param>
    public bool Verify(Hash32 root, Id16 organisationId, [NotNullWhen(true)] out Directory? directory, out FailureClass failure)
    {
        failure = Judge(root, organisationId);
        directory = failure == FailureClass.None ? new Directory(Bytes, content) : null;
        return directory is not null;
    }

    private FailureClass Judge(Hash32 root, Id16 organisationId)
    {
        if (content.OrganisationId != organisationId)
        {
            return FailureClass.WrongOrganisation;
        }

        if (content.RootKey != root)
        {
            return FailureClass.WrongRoot;
        }

        return Statement.Verify(root.Span, Labels.SignDirectory, Bytes.Span) ? FailureClass.None : FailureClass.WrongSignature;
    }
}
