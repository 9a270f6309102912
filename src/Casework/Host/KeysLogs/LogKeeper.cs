using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.KeysLogs;

/// <summary>
/// Keeps the keys log in step with what is published. Before a checkpoint is handed out, everything that any host serves by then stands in the log: who asked
/// for the list of keys first finds it in the log that comes after. What is logged already is never logged again, so a restart changes nothing.
/// </summary>
internal sealed class LogKeeper(LogEntries entries, AccessEntries access, DirectoryStore directories, ServedPages pages, ChannelKey key, CivilClock clock, IEntropy entropy) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private (long Generation, string Pages, LogNow Log)? current;

    /// <summary>The log by now; null before there is a directory that lists this host's key for checkpoints: nobody would believe it.</summary>
    internal async Task<LogNow?> ReadAsync(CancellationToken cancellationToken)
    {
        var published = directories.Current();
        if (published.Newest is not { } newest || newest.FindChannel(key.KeyId)?.Serves(ChannelUses.Checkpoints, clock.Today) != true)
        {
            return null;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            var served = await pages.ReadAsync(cancellationToken);
            var mark = string.Join(' ', served.Select(page => page.Hash));
            if (current is not { } known || known.Generation != published.Generation || known.Pages != mark)
            {
                current = (published.Generation, mark, await CatchUpAsync(newest.OrganisationId, published, served, cancellationToken));
            }

            return current.Value.Log;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// Closes the days that are over: what officers did in them joins the access log, and its head joins the keys log, one a day whether anybody did anything or not. Does
    /// nothing twice, and nothing before there is a log.
    /// </summary>
    internal async Task CloseDaysAsync(CancellationToken cancellationToken)
    {
        var yesterday = clock.Today.AddDays(-1);
        if (await access.LastDayAsync(cancellationToken) >= yesterday || await ReadAsync(cancellationToken) is null)
        {
            return;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            await access.CloseAsync(yesterday, current!.Value.Log.Size, Salt, cancellationToken);
            current = null;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<LogNow> CatchUpAsync(Id16 organisation, PublishedDirectories published, IReadOnlyList<ServedPage> served, CancellationToken cancellationToken)
    {
        var log = new LogNow(organisation, await entries.ReadAsync(cancellationToken), key);
        var missing = Missing(log, published, served).Select(what => new KeysEntry(what.Kind, clock.Today, what.Hash).Open(Salt())).ToList();
        if (missing.Count == 0)
        {
            return log;
        }

        await entries.AppendAsync(log.Size, missing, cancellationToken);
        return new LogNow(organisation, await entries.ReadAsync(cancellationToken), key);
    }

    private static IEnumerable<(KeysEntryKind Kind, Hash32 Hash)> Missing(LogNow log, PublishedDirectories published, IReadOnlyList<ServedPage> served)
    {
        var logged = log.Entries.Select(entry => (entry.Kind, entry.Hash)).ToHashSet();
        var statements = published.Directories.Select(directory => (KeysEntryKind.Directory, KeysEntry.HashOf(directory)))
            .Concat(published.RootChanges.Select(change => (KeysEntryKind.RootChange, KeysEntry.HashOf(change))))
            .Concat(published.Certificates.Select(certificate => (KeysEntryKind.Certificate, KeysEntry.HashOf(certificate))))
            .Concat(published.Freshness.SelectMany(freshness => freshness.Revoked.Select(keyId => (KeysEntryKind.Revocation, KeysEntry.HashOf(freshness.OfficerId, keyId)))));

        // A page may come back after another one: what counts is the last of its kind.
        var changed = served.Where(page => log.Entries.LastOrDefault(entry => entry.Kind == page.Kind)?.Hash != page.Hash).Select(page => (page.Kind, page.Hash));
        return statements.Where(what => !logged.Contains(what)).Concat(changed);
    }

    private Hash32 Salt()
    {
        var salt = new byte[Hash32.Size];
        entropy.Fill(salt);
        return Hash32.From(salt);
    }
}
