using System.Buffers;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>One part of the container of an object, as the host hands it out; null where it hands out none.</summary>
internal delegate Task<ReadOnlyMemory<byte>?> FetchPart(ObjectHeader header, int index, CancellationToken cancellationToken);

/// <summary>
/// Saves the files of a dialogue. The ciphertext of a container goes to a nameless file first; only when all of it has the hash that its writer signed is a
/// file opened, and only when the file has the digest of the manifest does it get a name: ours, of the case and the file's turn. Its sender's name never
/// comes near the file system.
/// </summary>
/// <param name="stem">How every name begins; made harmless by the caller.</param>
internal sealed class FileSaving(SavingFolder folder, string stem, FetchPart fetch, ProgressLine progress)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    internal Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>Letters, digits and hyphens of a name that a server gave.</summary>
    internal static string Stem(string given, string otherwise) =>
        string.Concat(given.Where(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-')).TrimStart('-') is { Length: > 0 } harmless ? harmless : otherwise;

    /// <summary>All files of all items, container by container. One that fails keeps nothing of itself and does not stop the others.</summary>
    internal async Task<SavedFiles> SaveAsync(IReadOnlyList<OpenedItem> items, CancellationToken cancellationToken)
    {
        var saved = new SavedFiles();
        var turn = 0;
        foreach (var files in items.Select(item => item.Files).Where(files => files.Count > 0))
        {
            foreach (var (file, outcome) in await SaveAsync(files, turn, cancellationToken))
            {
                saved.Note(file, outcome);
            }

            turn += files.Count;
        }

        return saved;
    }

    private async Task<IEnumerable<(FileEntry File, SavedFile Outcome)>> SaveAsync(IReadOnlyList<FileEntry> files, int before, CancellationToken cancellationToken)
    {
        IEnumerable<(FileEntry, SavedFile)> All(SavedFile outcome) => files.Select(file => (file, outcome));
        try
        {
            var stems = files.Select((_, index) => $"{stem}-{before + index + 1}").ToList();
            var known = files.Zip(stems, (file, name) => folder.Find(name, file.Row)).ToList();
            return known.All(path => path is not null)
                ? files.Zip(known, (file, path) => (file, (SavedFile)new SavedFile.There(path!, Before: true)))
                : await FetchAsync(files, stems, cancellationToken) is { } paths
                    ? files.Zip(paths, (file, path) => (file, (SavedFile)new SavedFile.There(path, Before: false)))
                    : All(new SavedFile.NotVerified());
        }
        catch (ExchangeFailed failed) when (failed.Reason != ExchangeFailure.SignedOut)
        {
            return All(failed.Reason == ExchangeFailure.Malformed ? new SavedFile.NotVerified() : new SavedFile.NotFetched());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return All(new SavedFile.NotWritten());
        }
        finally
        {
            progress.Clear();
        }
    }

    /// <summary>The paths of all files of a container; null where anything of it does not verify.</summary>
    private async Task<IReadOnlyList<string>?> FetchAsync(IReadOnlyList<FileEntry> files, IReadOnlyList<string> stems, CancellationToken cancellationToken)
    {
        var container = files[0].Container;
        await using var spool = folder.CreateUnnamed(FileOptions.DeleteOnClose);
        var hashes = await FileOpening.VerifyAsync(container, (index, into, cancel) => KeepAsync(container, spool, index, into, cancel), cancellationToken);
        return hashes is null ? null : await OpenAsync(files, stems, (index, into, cancel) => AgainAsync(spool, index, into, cancel), hashes, cancellationToken);
    }

    /// <summary>Fetches a part, and keeps it for the second reading.</summary>
    private async ValueTask<int> KeepAsync(ContainerKey container, FileStream spool, int index, Memory<byte> into, CancellationToken cancellationToken)
    {
        if (await PatientlyAsync(container.Header, index, cancellationToken) is not { } part || part.Length > into.Length)
        {
            return 0;
        }

        part.CopyTo(into);
        await spool.WriteAsync(part, cancellationToken);
        progress.Show("fetching", spool.Position, container.Length);
        return part.Length;
    }

    private static async ValueTask<int> AgainAsync(FileStream spool, int index, Memory<byte> into, CancellationToken cancellationToken)
    {
        spool.Position = (long)index * ContainerLengths.PartSize;
        return await spool.ReadAtLeastAsync(into[..ContainerLengths.PartSize], ContainerLengths.PartSize, throwOnEndOfStream: false, cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>?> PatientlyAsync(ObjectHeader header, int index, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                return await fetch(header, index, cancellationToken);
            }
            catch (ExchangeFailed failed) when (failed.Reason == ExchangeFailure.Unreachable)
            {
                await Pause(pause, cancellationToken);
            }
        }

        return await fetch(header, index, cancellationToken);
    }

    /// <summary>Opens every file without a name; they get their names together, or none of them does.</summary>
    private async Task<IReadOnlyList<string>?> OpenAsync(
        IReadOnlyList<FileEntry> files, IReadOnlyList<string> stems, PartReader read, IReadOnlyList<Hash32> hashes, CancellationToken cancellationToken)
    {
        var unnamed = new List<(string Path, string Ending)>();
        try
        {
            foreach (var file in files)
            {
                await using var into = folder.CreateUnnamed(FileOptions.None);
                unnamed.Add((into.Name, "bin"));
                if (await FileOpening.OpenAsync(file, read, hashes, into, cancellationToken) != FailureClass.None)
                {
                    return null;
                }

                unnamed[^1] = (into.Name, await EndingAsync(into, cancellationToken));
            }

            return folder.Name(unnamed.Zip(stems, (file, name) => (file.Path, name, file.Ending)));
        }
        finally
        {
            unnamed.ForEach(file => File.Delete(file.Path));
        }
    }

    private static async Task<string> EndingAsync(FileStream file, CancellationToken cancellationToken)
    {
        var head = ArrayPool<byte>.Shared.Rent(FileEnding.JudgedLength);
        try
        {
            file.Position = 0;
            var length = await file.ReadAtLeastAsync(head.AsMemory(0, FileEnding.JudgedLength), FileEnding.JudgedLength, throwOnEndOfStream: false, cancellationToken);
            return FileEnding.Of(head.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head, clearArray: true);
        }
    }
}
