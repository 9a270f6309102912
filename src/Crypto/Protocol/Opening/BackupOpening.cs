using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Opens one part of a backup with the recovery key. No host can name this: a restore is the work of the command line, best on a machine apart.</summary>
public static class BackupOpening
{
    /// <summary>
    /// Hands every file of a part to a target. Only the answer none says that all of it is genuine and whole: on any other the caller discards what the
    /// target got.
    /// </summary>
    /// <param name="header">As it was read from the beginning of the stream.</param>
    /// <param name="content">The rest of the stream.</param>
    /// <param name="recovery">Recombined from the shares.</param>
    /// <param name="target">Takes the files.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>None; wrong-key (another recovery key), wrong-body (changed or cut), malformed (not what a backup holds).</returns>
    public static async Task<FailureClass> ReadAsync(BackupHeader header, Stream content, RecoveryKey recovery, IArchiveTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(recovery);
        if (recovery.KeyId != header.Directory.RecoveryKeyId || Unwrap(header, recovery) is not { } key)
        {
            return FailureClass.WrongKey;
        }

        using (key)
        {
            await using var reader = new ArchiveTargetStream(target);
            try
            {
                return !await ChunkedStreams.TryDecryptAsync(key, BackupHeader.Context(header.Head.Span), content, reader, cancellationToken) ? FailureClass.WrongBody
                    : reader.IsComplete ? FailureClass.None
                    : FailureClass.Malformed;
            }
            catch (InvalidDataException)
            {
                return FailureClass.Malformed;
            }
        }
    }

    private static Secret? Unwrap(BackupHeader header, RecoveryKey recovery) =>
        Hpke.TryOpen(
            recovery.Key,
            header.Wrap.Span[..Hpke.EncapsulationSize],
            BackupHeader.Info(header.Part),
            header.Head.Span,
            header.Wrap.Span[Hpke.EncapsulationSize..],
            out var key)
            ? key
            : null;
}
