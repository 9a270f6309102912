using System.Diagnostics;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Tests.Maintenance;

/// <summary>
/// A demonstration made by the real ceremony, with reports that are really sealed, in real files; backed up and restored by the real programs, each in a
/// process of its own.
/// </summary>
internal sealed class DrillChannel : IAsyncDisposable
{
    internal const string Planted = "zilverenotter-planted-text De kas klopt niet: é 💶";
    internal const string Answered = "bronzenlibel-planted-answer Sinds wanneer?";
    internal static readonly CivilDay FirstDay = CivilDay.From(new DateOnly(2026, 3, 2));

    private readonly string root = Directory.CreateTempSubdirectory("drill-").FullName;

    internal string Data => Path.Combine(root, "data");

    internal string Backup => Path.Combine(root, "backup");

    internal string Restored => Path.Combine(root, "restored");

    /// <summary>Copies of the recovery shares, as their holders have them.</summary>
    internal IReadOnlyList<string> Shares { get; private set; } = [];

    internal string Fingerprint { get; private set; } = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string ClockFile => Path.Combine(root, "clock");

    internal static async Task<DrillChannel> CreateAsync()
    {
        var channel = new DrillChannel();
        channel.SetDay(0);
        var (code, said) = await channel.RunAsync("Crypto.Cli", "ceremony", "demo", "--data", channel.Data, "--memory-mib", "64");
        Assert.True(code == 0, said);
        await channel.ImportAsync();
        channel.Shares = [.. Enumerable.Range(1, 3).Select(number => channel.Keep($"demo/share-{number}.txt"))];
        await using var store = await channel.OpenAsync(channel.Data);
        channel.Fingerprint = store.Directories.Current().Newest!.Fingerprint;
        return channel;
    }

    /// <summary>Sets the clock that all programs follow: so many days after the first, at ten.</summary>
    internal void SetDay(int later) => File.WriteAllText(ClockFile, $"{FirstDay.AddDays(later)}T10:00:00+01:00");

    /// <summary>The mailbox of a data folder, as intake has it.</summary>
    internal Task<MailboxStore> OpenAsync(string data) => MailboxStore.OpenAsync(
        new MailboxOptions
        {
            MailboxFile = Path.Combine(data, "mailbox.db"),
            KeysFile = Path.Combine(data, "keys.db"),
            Clock = ManualClock.At(File.ReadAllText(ClockFile)),
            Entropy = SystemEntropy.Instance,
            MinimumFreeBytes = 0,
        },
        Token);

    /// <summary>Sends a report to responsible and deputy; the reporter's keys.</summary>
    internal static async Task<CodeKeys> ReportAsync(MailboxStore store)
    {
        var directory = InUse(store);
        using var code = ReferenceCode.Create(SystemEntropy.Instance);
        var keys = code.DeriveKeys(directory.Directory.OrganisationId);
        var request = new ReportRequest
        {
            Recipients = [.. directory.Directory.Officers.Where(officer => officer.DefaultSet).Select(officer => officer.Id)],
            Answers = [new Answer(1, Utf8Text.From(Planted))],
            Locale = "nl",
        };
        var bytes = ReportSealing.SealReport(request, directory, keys, SystemEntropy.Instance, out var failure);
        Assert.True(bytes is not null, failure.Name());
        Assert.IsType<PutOutcome.Accepted>(await store.PutAsync(bytes, PutAudience.Intake, Token));
        return keys;
    }

    /// <summary>The responsible officer answers.</summary>
    internal async Task AnswerAsync(MailboxStore store, CodeKeys reporter)
    {
        using var vault = Vault();
        var opened = await CaseAsync(store, reporter) ?? throw new InvalidOperationException("the case does not open");
        var reply = OfficerSealing.Seal(new OpenedContent.Reply(Utf8Text.From(Answered)), opened, vault, InUse(store), SystemEntropy.Instance, out var failure);
        Assert.True(reply is not null, failure.Name());
        Assert.IsType<PutOutcome.Accepted>(await store.PutAsync(reply, PutAudience.Casework, Token));
    }

    /// <summary>What the reporter's code opens; null where it opens nothing.</summary>
    internal static async Task<OpenedMailbox?> MailboxAsync(MailboxStore store, CodeKeys reporter)
    {
        var found = await store.FindMailboxAsync(reporter.Lookup, Token);
        return found is null ? null : MailboxOpening.Open(
            ObjectList.Encode(store.Directories.Current().Today(ManualClock.At("2026-03-02T10:00:00+01:00")), await store.ReadForReporterAsync(found.Value.ReportId, Token)),
            reporter, History(store), out _);
    }

    /// <summary>What the responsible officer opens of the reporter's case; null where nothing of it opens.</summary>
    internal async Task<OpenedCase?> CaseAsync(MailboxStore store, CodeKeys reporter)
    {
        using var vault = Vault();
        var found = await store.FindMailboxAsync(reporter.Lookup, Token);
        var entries = await store.ReadForAsync(found!.Value.ReportId, vault.OfficerId, Token);
        return CaseOpening.Open(ObjectList.Encode(FirstDay, entries!), vault, History(store), out _);
    }

    /// <summary>Deletes the shred keys of everything in the mailbox, as an erasure does.</summary>
    internal void EraseAll()
    {
        using var keys = new SqliteConnection($"Data Source={Path.Combine(Data, "keys.db")};Pooling=false");
        keys.Open();
        using var erase = keys.CreateCommand();
        erase.CommandText = "PRAGMA secure_delete = ON; DELETE FROM shred; PRAGMA wal_checkpoint(TRUNCATE);";
        erase.ExecuteNonQuery();
    }

    /// <summary>Writes the tombstone of the reporter's case and nothing more, as if the power had gone right then: a copy is really erased, and its tombstone taken over.</summary>
    internal async Task BuryAsync(CodeKeys reporter)
    {
        var erased = Directory.CreateDirectory(Path.Combine(root, "erased")).FullName;
        foreach (var file in new[] { "mailbox.db", "keys.db" })
        {
            File.Copy(Path.Combine(Data, file), Path.Combine(erased, file));
        }

        await using (var store = await OpenAsync(erased))
        {
            var found = await store.FindMailboxAsync(reporter.Lookup, Token);
            // The store asks for an order, not what it says; the rules over orders have tests of their own.
            var order = (await store.ObjectsAsync(found!.Value.ReportId, Token))[0].ObjectId;
            Assert.True(store.Erasure.EraseReport(found.Value.ReportId, order, null, FirstDay));
        }

        using var mailbox = new SqliteConnection($"Data Source={Path.Combine(Data, "mailbox.db")};Pooling=false");
        mailbox.Open();
        using var take = mailbox.CreateCommand();
        take.CommandText = "ATTACH $copy AS copy; INSERT INTO main.erased_report SELECT * FROM copy.erased_report; PRAGMA wal_checkpoint(TRUNCATE);";
        take.Parameters.AddWithValue("$copy", Path.Combine(erased, "mailbox.db"));
        take.ExecuteNonQuery();
    }

    internal async Task BackUpAsync()
    {
        var (code, said) = await RunAsync("Casework.Host", "backup", "--to", Backup, "--data", Data);
        Assert.True(code == 0, said);
    }

    /// <summary>Restores with the first two shares.</summary>
    internal Task<(int Code, string Said)> RestoreAsync(params string[] more) => RestoreWithAsync([Shares[0], Shares[1]], more);

    internal Task<(int Code, string Said)> RestoreWithAsync(IEnumerable<string> shares, params string[] more) =>
        RunAsync("Crypto.Cli", ["restore", Backup, "--data", Restored, "--shares", .. shares, .. more]);

    /// <summary>Runs one of our programs to its end.</summary>
    internal async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output + await errors);
    }

    internal Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, $"IntegrityChannel.{program}"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["INTEGRITY_CLOCK_FILE"] = ClockFile;
        return Process.Start(start)!;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static DirectoryInUse InUse(MailboxStore store)
    {
        var document = store.Directories.Current().Document(FirstDay)!;
        return Assert.IsType<DirectoryVerdict.Accepted>(DirectoryVerification.Verify(document, new DirectoryExpectation { DeviceDay = FirstDay })).InUse;
    }

    private static DirectoryHistory History(MailboxStore store)
    {
        Assert.True(DirectoryChain.TryParse(store.Directories.Current().Chain(), out var chain, out _));
        return DirectoryHistory.TryVerify(chain, out var history, out var failure) ? history : throw new InvalidOperationException(failure.Name());
    }

    // The demonstration writes the passphrase down; the officers keep it elsewhere.
    private VaultContent Vault()
    {
        var folder = Directory.Exists(Path.Combine(Data, "demo")) ? Data : Restored;
        Assert.True(Enrolment.TryParse(File.ReadAllBytes(Path.Combine(folder, "organisation", "verantwoordelijke.sice")), out var enrolment, out _));
        var typed = File.ReadLines(Path.Combine(folder, "demo", "officers.txt")).First(line => line.StartsWith("passphrase: ", StringComparison.Ordinal))["passphrase: ".Length..];
        using var passphrase = Passphrase.Encode(typed);
        return VaultOpening.Open(SealedVault.Of(enrolment), passphrase, out var failure) ?? throw new InvalidOperationException(failure.Name());
    }

    private async Task ImportAsync()
    {
        var data = DataFolder.Create(Data);
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(ManualClock.At(await File.ReadAllTextAsync(ClockFile, Token)))
            .AddSingleton<IEntropy>(SystemEntropy.Instance)
            .AddSingleton(data)
            .AddSingleton(OrganisationNow.Read(data))
            .AddMailbox(data)
            .AddSingleton(provider => provider.GetRequiredService<MailboxStore>().Directories)
            .AddCaseworkStorage(data.CaseworkFile)
            .AddSingleton<EnrolmentImport>()
            .AddSingleton<OrganisationImport>()
            .BuildServiceProvider();
        await CaseworkDatabase.MigrateAsync(services, Token);
        await services.GetRequiredService<OrganisationImport>().RunAsync(OrganisationSettings.Read(data.Settings), Token);
    }

    private string Keep(string name)
    {
        var kept = Path.Combine(root, Path.GetFileName(name));
        File.Copy(Path.Combine(Data, name), kept);
        return kept;
    }
}
