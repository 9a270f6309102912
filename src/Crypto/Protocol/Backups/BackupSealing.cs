using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>Writes one part of a backup, sealed to the recovery holders. Whoever seals cannot open it afterwards.</summary>
public static class BackupSealing
{
    /// <summary>True where readers will believe a part that this key signs.</summary>
    public static bool Vouches(Trust.Directory directory, ChannelKey key) =>
        directory is not null && key is not null && directory.FindChannel(key.KeyId)?.Uses.HasFlag(ChannelUses.Notices) == true;

    /// <summary>Writes header and content; complete only when this returns. False, with nothing written, where the recovery key cannot be sealed to.</summary>
    public static async Task<bool> WriteAsync(BackupOrder order, ArchiveSourceStream content, Stream target, IEntropy entropy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(entropy);
        if (BackupHeader.Create(order, entropy) is not (var header, var key))
        {
            return false;
        }

        using (key)
        {
            await target.WriteAsync(header, cancellationToken);
            var head = header.AsSpan(0, BackupHeader.HeadSize(order.Statement.Length));
            await ChunkedStreams.EncryptAsync(key, BackupHeader.Context(head), content, target, entropy, cancellationToken);
            return true;
        }
    }
}
