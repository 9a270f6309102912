using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Host.Maintenance;

/// <summary>
/// One backup, while both processes run. The order decides what a restore can say: casework.db first, so that no case file is without its report (a report
/// without a case file gets one at the next tick); then mailbox.db with the containers it names; keys.db last, so that every report in the copy has its
/// keys, and one that was erased meanwhile has none.
/// </summary>
internal sealed class BackupRun(DataFolder data, BackupFolder folder, TimeProvider clock, TextWriter output)
{
    private const string Containers = "slabs";

    // Says which process gives out the slots of a slab; empty, and without meaning on another machine.
    private const string Lease = ".lease";

    /// <summary>Makes both parts, then deletes keys parts of a week ago; the day of the backup.</summary>
    /// <exception cref="StartRefused">The data folder cannot be backed up as it is; nothing was written.</exception>
    internal async Task<CivilDay> RunAsync(CancellationToken cancellationToken)
    {
        using var work = WorkFolder.Open(data);
        var casework = work.Copy(data.CaseworkFile);
        var mailbox = work.Copy(data.MailboxFile);
        Schemas.Demand(casework, mailbox);
        var published = MailboxFiles.PublishedIn(mailbox);
        var day = published.Today(clock);
        var directory = published.Newest ?? throw new StartRefused("This data folder has no directory yet, so nobody could open a backup of it.");
        using var channelKey = ChannelKeyFile.Load(data.ChannelKey);
        if (!BackupSealing.Vouches(directory, channelKey))
        {
            throw new StartRefused("The newest directory does not list casework's channel key (E-53), so nobody could tell this backup from a forged one.");
        }

        var order = new BackupOrder { Part = BackupPart.LongTerm, Day = day, Number = folder.NextNumber(day), Directory = directory, Chain = published.RootChanges.Count > 0 ? published.Chain() : default, ChannelKey = channelKey };
        await WriteAsync(order, LongTerm(casework, mailbox), cancellationToken);
        WorkFolder.Discard(casework);
        WorkFolder.Discard(mailbox);
        var keys = work.Copy(data.KeysFile);
        await WriteAsync(order with { Part = BackupPart.Keys }, Keys(keys), cancellationToken);
        Finish(order);
        return day;
    }

    // The keys part first: a long-term part whose keys never came would be the newest, and open nothing.
    private void Finish(BackupOrder order)
    {
        output.WriteLine($"keys part: {folder.Finish(BackupPart.Keys, order.Day, order.Number)}");
        output.WriteLine($"long-term part: {folder.Finish(BackupPart.LongTerm, order.Day, order.Number)}");
        if (folder.DeleteOldKeys(order.Day) is > 0 and var deleted)
        {
            output.WriteLine($"keys parts of a week ago and older deleted: {deleted}");
        }
    }

    private List<ArchiveEntry> LongTerm(string casework, string mailbox) =>
    [
        ArchiveEntry.Of("casework.db", casework),
        ArchiveEntry.Of("mailbox.db", mailbox),
        .. FilesOf(Containers),
        .. FilesOf("organisation"),
        // Only in a demonstration; without it the restored one would look like a real organisation.
        .. FilesOf("demo"),
    ];

    // Each host's signing key lies in the host's own folder. The key ring of sign-ins is left out: after a restore everybody signs in anew.
    private List<ArchiveEntry> Keys(string keys) =>
    [
        ArchiveEntry.Of("keys.db", keys),
        .. Directory.EnumerateDirectories(data.Root).Order(StringComparer.Ordinal)
            .Select(host => (Name: $"{Path.GetFileName(host)}/channel.key", Path: Path.Combine(host, "channel.key")))
            .Where(file => File.Exists(file.Path))
            .Select(file => ArchiveEntry.Of(file.Name, file.Path)),
    ];

    private IEnumerable<ArchiveEntry> FilesOf(string name)
    {
        var path = Path.Combine(data.Root, name);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(file => !file.EndsWith(Lease, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => ArchiveEntry.Of($"{name}/{Path.GetFileName(file)}", file))
            : [];
    }

    private async Task WriteAsync(BackupOrder order, List<ArchiveEntry> entries, CancellationToken cancellationToken)
    {
        await using var content = new ArchiveSourceStream(entries, new Percent(order.Part == BackupPart.LongTerm ? "long-term part" : "keys part", entries.Sum(entry => entry.Length), output));
        if (!await folder.WriteDraftAsync(order, content, cancellationToken))
        {
            throw new StartRefused("The directory's recovery key cannot be sealed to; a new ceremony must make another.");
        }
    }

    /// <summary>Says how far a part is, at each tenth.</summary>
    private sealed class Percent(string name, long total, TextWriter output) : IProgress<long>
    {
        private long said = -1;

        public void Report(long value)
        {
            var tenth = total == 0 ? 10 : value * 10 / total;
            if (tenth > said)
            {
                said = tenth;
                output.WriteLine($"{name}: {tenth * 10} %");
            }
        }
    }
}
