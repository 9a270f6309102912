using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Casework.Tests.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>The real casework program is killed (kill -9) while it erases a report, held up at a step by a lock of another process on the same files.</summary>
public sealed class KilledErasureTests : IAsyncLifetime
{
    private readonly TestData files = new();
    private MailboxStore beside = null!;
    private SampleReport report = null!;
    private LeakScan remnants = null!;
    private bool isOpen = true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Mailbox => Path.Combine(files.Data, "mailbox.db");

    private string Keys => Path.Combine(files.Data, "keys.db");

    private bool IsBuried => DatabaseBarrier.Ask(Mailbox, "SELECT count(*) FROM erased_report") == 1;

    /// <summary>A report with a file, a reply, and an order to erase all of it that a colleague confirmed; and intake's store beside casework, which goes on.</summary>
    public async ValueTask InitializeAsync()
    {
        await using var bench = new TickBench(files);
        var sample = files.Sample;
        beside = await MailboxStore.OpenAsync(
            new MailboxOptions { MailboxFile = Mailbox, KeysFile = Keys, Clock = bench.Clock, Entropy = new FirstSlots(), ReceiptKey = sample.IntakeKey, MinimumFreeBytes = 0 }, Token);
        report = new SampleReport(sample, TestData.Today.Value) { Recipients = [sample.Responsible, sample.Deputy] };
        var container = new SampleContainer(sample, 100_000);
        await using var body = new MemoryStream(container.Part(0).ToArray());
        Assert.Equal(PutCode.Accepted, (await beside.Uploads.StoreAsync(container.Head(0), body, long.MaxValue, Token)).Code);
        var kind1 = await PutAsync(PutAudience.Intake, report.Keep(report.Report(container.Name)));
        await bench.TickAtAsync(TestData.Today.Date, 9);
        await PutAsync(PutAudience.Casework, report.By(sample.Responsible, ObjectKind.Reply));
        remnants = Remnants(kind1, container);
        var order = await PutAsync(PutAudience.Casework, report.Order(sample.Responsible, ControlOrder.Erase([], 4)));
        Assert.True(SealedObject.TryParse(order, out var parsed, out _));
        await PutAsync(PutAudience.Casework, report.Order(sample.Deputy, ControlOrder.Confirm(parsed.ObjectHash)));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        report.Dispose();
        files.Dispose();
    }

    [Fact]
    public async Task I_22_killed_after_the_tombstone_the_report_is_withheld_and_the_next_start_erases_it()
    {
        using (var casework = await HeldUpAsync(DatabaseBarrier.AgainstWriting(Keys), out var held))
        using (held)
        {
            await casework.UntilAsync(() => IsBuried, "the tombstone stands");
            await casework.KillAsync();
        }

        Assert.NotEqual(0, DatabaseBarrier.Ask(Keys, "SELECT count(*) FROM shred"));
        await IsWithheldAndFinishedByTheNextStartAsync();
    }

    [Fact]
    [Trait("lane", "full")]
    public async Task I_22_killed_after_the_shred_keys_were_deleted_the_report_is_withheld_and_the_next_start_erases_it()
    {
        using (var casework = await HeldUpAsync(DatabaseBarrier.AgainstWriting(Keys), out var first))
        {
            await casework.UntilAsync(() => IsBuried, "the tombstone stands");
            using var second = DatabaseBarrier.AgainstWriting(Mailbox);
            first.Dispose();
            await casework.UntilAsync(() => DatabaseBarrier.Ask(Keys, "SELECT count(*) FROM shred") == 0, "the shred keys are gone");
            await casework.KillAsync();
        }

        Assert.NotEqual(0, DatabaseBarrier.Ask(Mailbox, "SELECT count(*) FROM wrap"));
        await IsWithheldAndFinishedByTheNextStartAsync();
    }

    [Fact]
    [Trait("lane", "full")]
    public async Task I_22_killed_before_the_logs_were_emptied_the_report_is_withheld_and_the_next_start_erases_it()
    {
        using (var casework = await HeldUpAsync(DatabaseBarrier.AgainstEmptyingTheLog(Keys), out var held))
        using (held)
        {
            await casework.UntilAsync(() => DatabaseBarrier.Ask(Mailbox, "SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM part)") == 0, "rows and slots are gone");
            await casework.KillAsync();
        }

        await IsWithheldAndFinishedByTheNextStartAsync();
    }

    /// <summary>The control: what was never begun is neither withheld nor erased by the opening of a store, and the same search finds all of it.</summary>
    [Fact]
    public async Task I_22_an_order_that_was_not_begun_would_be_found_untouched_by_the_same_search()
    {
        var opened = await MailboxStore.OpenAsync(new MailboxOptions { MailboxFile = Mailbox, KeysFile = Keys, Clock = ManualClock.At("2026-03-02T09:00:00+01:00"), Entropy = SystemEntropy.Instance }, Token);
        Assert.NotNull(await opened.FindMailboxAsync(report.Lookup, Token));
        await opened.DisposeAsync();
        await CloseAsync();
        Assert.Equal(
            ["body (bytes)", "container (bytes)", "lookup (bytes)", "shred key (bytes)", "stored wraps (bytes)"],
            remnants.FindInFiles(files.Data).Select(line => line.Split(" in ")[0]).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task<byte[]> PutAsync(PutAudience audience, byte[] bytes)
    {
        Assert.Equal(PutCode.Accepted, (await beside.PutAsync(bytes, audience, Token)).Code);
        return bytes;
    }

    private Task<CaseworkProcess> HeldUpAsync(DatabaseBarrier barrier, out DatabaseBarrier held)
    {
        held = barrier;
        return CaseworkProcess.StartAsync(files);
    }

    private async Task IsWithheldAndFinishedByTheNextStartAsync()
    {
        Assert.Null(await beside.FindMailboxAsync(report.Lookup, Token));
        Assert.Empty(await beside.ReadForReporterAsync(report.ReportId, Token));
        Assert.Null(await beside.ReadForAsync(report.ReportId, files.Sample.Deputy.Id, Token));
        var crashed = CrashedFolder.Keep(files.Data);
        await CloseAsync();
        crashed.Restore();
        Assert.NotEmpty(remnants.FindInFiles(files.Data));

        using var again = await CaseworkProcess.StartAsync(files);

        Assert.Empty(remnants.FindInFiles(files.Data));
        Assert.Equal(2, DatabaseBarrier.Ask(Mailbox, "SELECT state FROM erased_report"));
        await again.UntilAsync(() => DatabaseBarrier.Ask(Path.Combine(files.Data, "casework.db"), "SELECT count(*) FROM case_files") == 0, "the case file is gone");
    }

    /// <summary>The search must not come between open connections: whoever closes a file gives back every lock of the process on it.</summary>
    private async Task CloseAsync()
    {
        if (isOpen)
        {
            isOpen = false;
            await beside.DisposeAsync();
        }
    }

    private LeakScan Remnants(byte[] kind1, SampleContainer container)
    {
        Assert.True(SealedObject.TryParse(kind1, out var parsed, out _));
        var scan = new LeakScan()
            .PlantBytes("body", parsed.Body.Span.Slice(100, 64))
            .PlantBytes("container", container.Part(0).Span.Slice(5_000, 64))
            .PlantBytes("lookup", report.Lookup.Span);
        foreach (var secret in DatabaseBarrier.Column(Keys, "SELECT secret FROM shred"))
        {
            scan.PlantBytes("shred key", secret);
        }

        foreach (var wraps in DatabaseBarrier.Column(Mailbox, "SELECT wraps FROM content WHERE length(wraps) > 0"))
        {
            scan.PlantBytes("stored wraps", wraps.AsSpan(40, 64));
        }

        return scan;
    }
}
