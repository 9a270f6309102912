using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>
/// Chooses the parts, reads all of them once without writing a byte, and only then writes the new data folder beside its name and moves it there.
/// </summary>
internal sealed class Restore(RestoreRequest request, TextWriter output)
{
    /// <returns>The header of the long-term part.</returns>
    /// <exception cref="RestoreRefused">Nothing was written.</exception>
    internal async Task<BackupHeader> RunAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(request.Data) && Directory.EnumerateFileSystemEntries(request.Data).Any())
        {
            throw new RestoreRefused(ExitCode.Refused, $"{request.Data} is not empty. A restore never writes over anything; name a new folder.");
        }

        using var recovery = ShareFiles.Recombine(request.Shares);
        var longTerm = await PartFile.OpenAsync(Choose(BackupPart.LongTerm, request.LongTerm), BackupPart.LongTerm, cancellation);
        var keys = request.WithoutKeys ? null : await PartFile.OpenAsync(Choose(BackupPart.Keys, request.Keys), BackupPart.Keys, cancellation);
        Judge(longTerm.Header, keys?.Header);
        List<PartFile> parts = keys is null ? [longTerm] : [longTerm, keys];
        await VerifyAsync(parts, recovery, cancellation);
        if (!request.Rehearse)
        {
            output.WriteLine("Writing …");
            await WriteAsync(parts, recovery, cancellation);
        }

        return longTerm.Header;
    }

    private string Choose(BackupPart part, string? named) => named ?? PartFile.Newest(request.Backup, part)
        ?? throw new RestoreRefused(ExitCode.Refused, part == BackupPart.LongTerm
            ? $"There is no long-term part in {request.Backup}."
            : $"There is no keys part in {request.Backup}. Without one no report opens any more; --without-keys restores the rest.");

    private void Judge(BackupHeader longTerm, BackupHeader? keys)
    {
        if (request.Fingerprint is { } expected && !longTerm.Roots.Any(root => string.Equals(expected.Trim(), RootFingerprint.Of(root.Span), StringComparison.OrdinalIgnoreCase)))
        {
            throw new RestoreRefused(ExitCode.NotVerified, $"This backup is of another organisation, or of before the root with that fingerprint: its own is {longTerm.Directory.Fingerprint}.");
        }

        if (keys is not null && keys.Directory.OrganisationId != longTerm.Directory.OrganisationId)
        {
            throw new RestoreRefused(ExitCode.NotVerified, "The two parts are of different organisations.");
        }

        if (keys is not null && !keys.IsNotOlderThan(longTerm))
        {
            throw new RestoreRefused(
                ExitCode.Refused, $"The keys part ({keys.Day}) is older than the long-term part ({longTerm.Day}): reports that came between would look erased. Name an older long-term part with --long-term.");
        }
    }

    private async Task VerifyAsync(List<PartFile> parts, RecoveryKey recovery, CancellationToken cancellation)
    {
        var target = new InspectingTarget();
        foreach (var part in parts)
        {
            await ReadAsync(part, recovery, target, cancellation);
        }

        if (!target.Names.Contains("mailbox.db") || !target.Names.Contains("casework.db") || (!request.WithoutKeys && !target.Names.Contains("keys.db")))
        {
            throw new RestoreRefused(ExitCode.NotVerified, "A database is missing in this backup.");
        }

        if (SchemaList.FindNewer(target.Schemas, request.Schemas) is { } newer)
        {
            throw new RestoreRefused(ExitCode.Refused, $"{newer} in this backup was written by a newer version of this program. Install that version first.");
        }

        output.WriteLine("The backup is whole and genuine.");
    }

    private async Task WriteAsync(List<PartFile> parts, RecoveryKey recovery, CancellationToken cancellation)
    {
        using var folder = NewDataFolder.Create(request.Data);
        foreach (var part in parts)
        {
            await ReadAsync(part, recovery, folder, cancellation);
        }

        folder.Finish();
    }

    private static async Task ReadAsync(PartFile part, RecoveryKey recovery, IArchiveTarget target, CancellationToken cancellation)
    {
        await using var content = part.OpenContent();
        var failure = await BackupOpening.ReadAsync(part.Header, content, recovery, target, cancellation);
        if (failure != FailureClass.None)
        {
            throw new RestoreRefused(ExitCode.NotVerified, failure == FailureClass.WrongKey
                ? "These shares do not open this backup: they belong to another recovery key."
                : $"{part.Path} is damaged or was changed ({failure.Name()}).");
        }
    }
}
