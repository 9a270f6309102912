using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Many puts, few syncs, and neighbours that do not spoil each other.</summary>
public sealed class GroupCommitTests
{
    private const int Many = 40;

    [Fact]
    public async Task Puts_that_wait_together_share_one_transaction()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var reports = Enumerable.Range(0, Many).Select(_ => mailbox.NewReport().Report()).ToList();
        List<Task<PutOutcome>> puts;

        // While another process holds the write lock, the first put waits for it alone and the others gather behind.
        await using (await HoldWriteLockAsync(mailbox.MailboxFile))
        {
            puts = [.. reports.Select(report => Task.Run(() => mailbox.PutAsync(report), TestMailbox.Cancel))];
            await GatheredAsync(mailbox, reports.Sum(report => report.Length));
            Assert.All(puts, put => Assert.False(put.IsCompleted));
        }

        Assert.All(await Task.WhenAll(puts), outcome => Assert.Equal(PutCode.Accepted, outcome.Code));
        Assert.InRange(mailbox.Intake.Writer.Commits, 1, 2);
        Assert.Equal(Many, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM report"));
    }

    /// <summary>One after another each commits on its own thread; together they share commits; alone again each has its own. Nothing is lost or stored twice on the way.</summary>
    [Fact]
    public async Task Puts_alone_together_and_alone_again_are_each_stored_once()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        await mailbox.PutAsync(mailbox.NewReport().Report());
        Assert.Equal(2, mailbox.Intake.Writer.Commits);

        var together = Enumerable.Range(0, Many).Select(_ => mailbox.NewReport().Report()).ToList();
        Assert.All(await Task.WhenAll(together.Select(report => Task.Run(() => mailbox.PutAsync(report), TestMailbox.Cancel))), outcome => Assert.Equal(PutCode.Accepted, outcome.Code));
        var before = mailbox.Intake.Writer.Commits;
        for (var alone = 0; alone < 3; alone++)
        {
            Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(mailbox.NewReport().Report()));
        }

        Assert.Equal(before + 3, mailbox.Intake.Writer.Commits);
        Assert.Equal(Many + 5, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM report"));
        Assert.Equal(0, mailbox.Intake.WaitingBytes);
    }

    [Fact]
    public async Task A_bad_put_in_a_batch_spoils_none_of_its_neighbours()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var twice = mailbox.NewReport();
        using var sibling = mailbox.NewReport();
        var first = twice.Report();
        var clash = sibling.Report(header => header with { ReportId = twice.ReportId });
        byte[][] sent = [mailbox.NewReport().Report(), first, clash, first, mailbox.NewReport().Report()];
        List<Task<PutOutcome>> puts;

        await using (await HoldWriteLockAsync(mailbox.MailboxFile))
        {
            puts = [.. sent.Select(bytes => Task.Run(() => mailbox.PutAsync(bytes), TestMailbox.Cancel))];
            await GatheredAsync(mailbox, sent.Sum(bytes => bytes.Length));
        }

        var codes = (await Task.WhenAll(puts)).Select(outcome => outcome.Code).ToList();
        // Whichever of the two claims the report id first has it; the other is refused, and everybody else is stored.
        Assert.Equal(codes[1], codes[3]);
        Assert.Equal(codes[1] == PutCode.Accepted ? PutCode.AlreadyExists : PutCode.Accepted, codes[2]);
        Assert.Equal((PutCode.Accepted, PutCode.Accepted), (codes[0], codes[4]));
        Assert.Equal(3, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM report"));
    }

    /// <summary>What the rules did not foresee and only the database refuses, after rows of the same object were added.</summary>
    [Fact]
    public async Task An_object_that_the_database_refuses_half_way_takes_no_neighbour_along_and_leaves_nothing()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var refused = mailbox.NewReport();
        byte[][] sent = [mailbox.NewReport().Report(), refused.Report(), mailbox.NewReport().Report()];
        Execute(mailbox.MailboxFile, $"""
            CREATE TRIGGER refuse BEFORE INSERT ON wrap
            WHEN NEW.object_id IN (SELECT object_id FROM object WHERE report_id = x'{Convert.ToHexString(refused.ReportId.Span)}')
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """);
        List<Task<PutOutcome>> puts;
        await using (await HoldWriteLockAsync(mailbox.MailboxFile))
        {
            puts = [.. sent.Select(bytes => Task.Run(() => mailbox.PutAsync(bytes), TestMailbox.Cancel))];
            await GatheredAsync(mailbox, sent.Sum(bytes => bytes.Length));
        }

        Assert.Equal([PutCode.Accepted, PutCode.Internal, PutCode.Accepted], (await Task.WhenAll(puts)).Select(outcome => outcome.Code));
        Assert.Equal(2, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM report"));
        Assert.Equal(2, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM object"));
        Assert.Equal(
            TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM wrap"),
            TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred"));
        Execute(mailbox.MailboxFile, "DROP TRIGGER refuse");
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(sent[1]));
    }

    [Fact]
    public async Task The_same_report_sent_twice_at_once_is_stored_once_and_answered_alike()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var bytes = report.Report();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => mailbox.PutAsync(bytes), TestMailbox.Cancel)));

        Assert.Single(answers.Select(answer => Convert.ToHexString(answer.Encode())).Distinct());
        Assert.Equal(PutCode.Accepted, answers[0].Code);
        Assert.Equal(1, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM object"));
    }

    [Fact]
    public async Task Two_stores_on_the_same_files_write_side_by_side_and_keep_chains_whole()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var reports = Enumerable.Range(0, 12).Select(_ => mailbox.NewReport()).ToList();
        await Task.WhenAll(reports.Select(report => mailbox.PutAsync(report.Report())));

        var replies = reports.Select(report => report.By(mailbox.Organisation.Responsible, ObjectKind.Reply)).ToList();
        var messages = reports.Select(report => report.Message()).ToList();

        var puts = replies.Select(reply => Task.Run(() => mailbox.PutAsOfficerAsync(reply)))
            .Concat(messages.Select(message => Task.Run(() => mailbox.PutAsync(message))));
        Assert.All(await Task.WhenAll(puts), outcome => Assert.Equal(PutCode.Accepted, outcome.Code));
        Assert.Equal(36, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM object"));
        Assert.Equal(
            TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM wrap"),
            TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred"));
    }

    [Fact]
    public async Task What_waits_when_the_store_closes_is_stored_first()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var puts = Enumerable.Range(0, 10).Select(_ => mailbox.NewReport().Report()).Select(mailbox.PutAsync).ToList();

        await mailbox.Intake.DisposeAsync();

        Assert.All(await Task.WhenAll(puts), outcome => Assert.Equal(PutCode.Accepted, outcome.Code));
    }

    [Fact]
    public async Task Keys_of_a_put_that_never_committed_go_on_the_second_day_and_others_stay()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        var kept = TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred");
        TestMailbox.Ask(mailbox.KeysFile, $"INSERT INTO shred VALUES (randomblob(16), randomblob(16), randomblob(32), {TestMailbox.Today}) RETURNING 1");

        mailbox.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await mailbox.Intake.DropOrphanKeysAsync(TestMailbox.Cancel));
        mailbox.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await mailbox.Intake.DropOrphanKeysAsync(TestMailbox.Cancel));

        Assert.Equal(kept, TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred"));
    }

    /// <summary>A log holds what was stored in the order in which it came; once a day nothing of that order is left.</summary>
    [Fact]
    public async Task I_19_emptied_logs_hold_no_order_of_what_came()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        Assert.All(Logs(mailbox), log => Assert.NotEqual(0, log.Length));

        Assert.True(mailbox.Intake.EmptyLogs());

        Assert.All(Logs(mailbox), log => Assert.Equal(0, log.Length));
        Assert.Equal(1, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM object"));
    }

    [Fact]
    public async Task Logs_that_somebody_reads_are_not_emptied_and_said_so()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        await using var reader = new SqliteConnection($"Data Source={mailbox.MailboxFile};Pooling=false");
        await reader.OpenAsync(TestMailbox.Cancel);
        Execute(reader, "BEGIN; SELECT count(*) FROM object");
        await mailbox.PutAsync(mailbox.NewReport().Report());

        Assert.False(mailbox.Intake.EmptyLogs());

        Execute(reader, "COMMIT");
        Assert.True(mailbox.Intake.EmptyLogs());
    }

    /// <summary>While somebody else writes a log back SQLite says at once that it cannot be emptied; that passes, and is waited for.</summary>
    [Fact]
    public async Task A_log_that_is_being_written_back_beside_the_writer_is_emptied_after_that()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var keeper = new LogKeeper(new SqliteFile(mailbox.MailboxFile), new SqliteFile(mailbox.KeysFile), new Lock());
        for (var round = 0; round < 8; round++)
        {
            await mailbox.PutAsync(mailbox.NewReport().Report());
            keeper.Stored(long.MaxValue / 16);
            Assert.True(mailbox.Intake.EmptyLogs());
        }

        keeper.Finish();
        Assert.Equal(8, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM report"));
    }

    /// <summary>What is written back beside the writer is in the file itself, and the next commit begins the log anew instead of making it longer.</summary>
    [Fact]
    public async Task After_a_write_back_the_log_grows_no_further()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        await mailbox.PutAsync(mailbox.NewReport().Report());
        var lengths = Logs(mailbox).Select(log => log.Length).ToList();
        for (var round = 0; round < 4; round++)
        {
            var keeper = new LogKeeper(new SqliteFile(mailbox.MailboxFile), new SqliteFile(mailbox.KeysFile), new Lock());
            keeper.Stored(long.MaxValue);
            keeper.Finish();
            await mailbox.PutAsync(mailbox.NewReport().Report());
        }

        Assert.Equal(lengths, Logs(mailbox).Select(log => log.Length));
    }

    private static List<FileInfo> Logs(TestMailbox mailbox) => [new(mailbox.MailboxFile + "-wal"), new(mailbox.KeysFile + "-wal")];

    private static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static void Execute(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static async Task GatheredAsync(TestMailbox mailbox, long bytes)
    {
        for (var tries = 0; mailbox.Intake.WaitingBytes < bytes; tries++)
        {
            Assert.True(tries < 400, "the puts did not gather in eight seconds");
            await Task.Delay(20, TestMailbox.Cancel);
        }
    }

    private static async Task<SqliteConnection> HoldWriteLockAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(TestMailbox.Cancel);
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync(TestMailbox.Cancel);
        return connection;
    }
}
