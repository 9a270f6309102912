using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>A mailbox in a folder of its own, on a clock that stands still, with an organisation that is open.</summary>
internal sealed class TestMailbox : IAsyncDisposable
{
    /// <summary>2026-03-02, 10:00 in Brussels.</summary>
    internal const uint Today = 20_514;

    private TestMailbox(string folder, ManualClock clock, SampleOrganisation organisation, MailboxStore intake, MailboxStore casework)
    {
        Folder = folder;
        Clock = clock;
        Organisation = organisation;
        Intake = intake;
        Casework = casework;
    }

    internal string Folder { get; }

    internal ManualClock Clock { get; }

    internal SampleOrganisation Organisation { get; }

    /// <summary>The store as intake opens it.</summary>
    internal MailboxStore Intake { get; private set; }

    /// <summary>A second store on the same files, as casework opens it.</summary>
    internal MailboxStore Casework { get; private set; }

    internal string MailboxFile => Path.Combine(Folder, "mailbox.db");

    internal string KeysFile => Path.Combine(Folder, "keys.db");

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static async Task<TestMailbox> OpenAsync(bool published = true, long minimumFreeBytes = 0, SampleOrganisation? organisation = null, int mostStaged = 8192, IEntropy? entropy = null)
    {
        var folder = Directory.CreateTempSubdirectory("mailbox-").FullName;
        var clock = ManualClock.At("2026-03-02T10:00:00+01:00");
        organisation ??= new SampleOrganisation();
        var intake = await MailboxStore.OpenAsync(Options(folder, clock, organisation, minimumFreeBytes, mostStaged, entropy), Cancel);
        var casework = await MailboxStore.OpenAsync(Options(folder, clock, null, minimumFreeBytes, mostStaged, entropy), Cancel);
        var test = new TestMailbox(folder, clock, organisation, intake, casework);
        if (published)
        {
            await test.PublishAsync();
        }

        return test;
    }

    internal async Task ReopenAsync()
    {
        await Intake.DisposeAsync();
        Intake = await MailboxStore.OpenAsync(Options(Folder, Clock, Organisation, 0), Cancel);
    }

    /// <summary>Opens copies of the two files as a host would after a restore.</summary>
    internal async Task<RestoredMailbox> OpenRestoredAsync(string mailboxCopy, string keysCopy)
    {
        var folder = Directory.CreateTempSubdirectory("restored-").FullName;
        File.Copy(mailboxCopy, Path.Combine(folder, "mailbox.db"));
        File.Copy(keysCopy, Path.Combine(folder, "keys.db"));
        return new RestoredMailbox(folder, await MailboxStore.OpenAsync(Options(folder, Clock, Organisation, 0), Cancel));
    }

    internal async Task PublishAsync()
    {
        Assert.IsType<PublishOutcome.Published>(await Casework.Directories.PublishDirectoryAsync(Organisation.Directory.Bytes, Cancel));
        foreach (var officer in Organisation.Officers)
        {
            Assert.IsType<PublishOutcome.Published>(await Casework.Directories.PublishCertificateAsync(Organisation.Certificate(officer), Cancel));
        }
    }

    /// <summary>A report to responsible and deputy; the confidant is left out.</summary>
    internal SampleReport NewReport(bool recovery = true) =>
        new(Organisation, Today) { Recipients = [Organisation.Responsible, Organisation.Deputy], Recovery = recovery };

    internal Task<PutOutcome> PutAsync(byte[] bytes) => Intake.PutAsync(bytes, PutAudience.Intake, Cancel);

    internal Task<PutOutcome> PutAsOfficerAsync(byte[] bytes) => Casework.PutAsync(bytes, PutAudience.Casework, Cancel);

    internal async Task<PutCode> CodeAsync(byte[] bytes) => (await PutAsync(bytes)).Code;

    internal async Task<PutCode> OfficerCodeAsync(byte[] bytes) => (await PutAsOfficerAsync(bytes)).Code;

    /// <summary>One number out of a database file.</summary>
    internal static long Ask(string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>How many rows a refused put would have had to change.</summary>
    internal long Rows() =>
        Ask(MailboxFile, "SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM object) + (SELECT count(*) FROM wrap)")
        + Ask(KeysFile, "SELECT count(*) FROM shred");

    public async ValueTask DisposeAsync()
    {
        await Intake.DisposeAsync();
        await Casework.DisposeAsync();
        Organisation.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static MailboxOptions Options(string folder, ManualClock clock, SampleOrganisation? receipts, long minimumFreeBytes, int mostStaged = 8192, IEntropy? entropy = null) => new()
    {
        MailboxFile = Path.Combine(folder, "mailbox.db"),
        KeysFile = Path.Combine(folder, "keys.db"),
        Clock = clock,
        Entropy = entropy ?? SystemEntropy.Instance,
        ReceiptKey = receipts?.IntakeKey,
        MinimumFreeBytes = minimumFreeBytes,
        MaximumStagedParts = mostStaged,
    };
}

/// <summary>A mailbox that came out of a backup.</summary>
internal sealed class RestoredMailbox(string folder, MailboxStore store) : IAsyncDisposable
{
    internal MailboxStore Store => store;

    internal string KeysFile => Path.Combine(folder, "keys.db");

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
