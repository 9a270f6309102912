using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Everything that hangs on a passphrase, made anew by the officer's browser. Nothing in it opens anything by itself.</summary>
internal sealed record PassphraseChange
{
    public required Id16 OfficerId { get; init; }

    /// <summary>The stored vault's version that this replaces.</summary>
    public required ulong IfVersion { get; init; }

    public required ulong Version { get; init; }

    public required byte[] Vault { get; init; }

    /// <summary>Ed25519, 32 bytes.</summary>
    public required byte[] LoginKey { get; init; }

    /// <summary>16 bytes.</summary>
    public required byte[] Salt { get; init; }

    public required uint MemoryKib { get; init; }

    public required uint Iterations { get; init; }

    /// <summary>16 bytes.</summary>
    public required byte[] VkId { get; init; }

    /// <summary>60 bytes.</summary>
    public required byte[] VkWrap { get; init; }
}
