using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>Where a mailbox lies and what it needs from its host.</summary>
public sealed class MailboxOptions
{
    /// <summary>Path of mailbox.db.</summary>
    public required string MailboxFile { get; init; }

    /// <summary>Path of keys.db.</summary>
    public required string KeysFile { get; init; }

    /// <summary>Answers what day it is.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Source of shred keys and nonces.</summary>
    public required IEntropy Entropy { get; init; }

    /// <summary>Signs receipts; only intake has one. The host keeps owning it.</summary>
    public ChannelKey? ReceiptKey { get; init; }

    /// <summary>256 MiB: what the watermark is where nobody set another.</summary>
    public const long DefaultMinimumFreeBytes = 256L * 1024 * 1024;

    /// <summary>Below this many free bytes on the disk nothing is stored.</summary>
    /// <value>Default: <see cref="DefaultMinimumFreeBytes"/>.</value>
    public long MinimumFreeBytes { get; init; } = DefaultMinimumFreeBytes;

    /// <summary>Parts that uploads without an object may hold together, of 1 MiB each; more are refused (code 34).</summary>
    /// <value>Default: 8192, that is 8 GiB.</value>
    public int MaximumStagedParts { get; init; } = 8192;

    /// <summary>Folder of the slabs, beside mailbox.db.</summary>
    internal string SlabFolder => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(MailboxFile))!, "slabs");

    /// <summary>Below this many free bytes files are refused, long before texts are.</summary>
    internal long MinimumFreeBytesForParts => MinimumFreeBytes > long.MaxValue / 4 ? long.MaxValue : 4 * MinimumFreeBytes;
}
