using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>A directory whose signature was verified under a root: who the officers are, and with which keys.</summary>
public sealed class Directory
{
    internal Directory(ReadOnlyMemory<byte> bytes, DirectoryContent content)
    {
        Bytes = bytes;
        Content = content;
        Hash = Sic.Hash(Labels.DirectoryHash, bytes.Span[..^Sic.SignatureSize]);
    }

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public DirectoryContent Content { get; }

    /// <summary>directory_hash: what headers, freshness and the next directory name.</summary>
    public Hash32 Hash { get; }

    public uint Sequence => Content.Sequence;

    public Id16 OrganisationId => Content.OrganisationId;

    public IReadOnlyList<DirectoryOfficer> Officers => Content.Officers;

    /// <summary>key_id of recovery.</summary>
    public Id16 RecoveryKeyId => Sic.KemKeyId(Content.RecoveryKey.Span);

    /// <summary>The root's fingerprint as on the poster.</summary>
    public string Fingerprint => RootFingerprint.Of(Content.RootKey.Span);

    /// <summary>The officer with this id; null where there is none.</summary>
    public DirectoryOfficer? FindOfficer(Id16 id) => Officers.FirstOrDefault(officer => officer.Id == id);

    /// <summary>The channel key with this key_id; null where there is none.</summary>
    public DirectoryChannel? FindChannel(Id16 keyId) => Content.Channels.FirstOrDefault(channel => channel.KeyId == keyId);
}
