using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Recovering;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Reports to the responsible officer, who lost the passphrase; the confidant is to read.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task What_leaves_is_the_report_the_stubs_and_the_wraps_to_recovery_and_no_other_word()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await StartAsync(mailbox, report);

        var open = Assert.Single(mailbox.Casework.Recovery.Open(Lost(mailbox).Id, Newcomer(mailbox).Id));
        var leaving = mailbox.Casework.Recovery.Read(open)!;

        Assert.Equal((report.ReportId, EntryForm.ForReader), (open, leaving.Report.Form));
        Assert.Equal(mailbox.Organisation.Directory.RecoveryKeyId, Id16.From(leaving.Report.Wrap.Span[..Id16.Size]));
        Assert.All(leaving.Objects.Skip(1), item => Assert.Equal((EntryForm.Stub, 0), (item.Entry.Form, item.Entry.Body.Length)));
        Assert.DoesNotContain(leaving.Objects, item => item.Entry.Header.Kind == ObjectKind.Note);
        Assert.All(leaving.Objects.Skip(1), item => Assert.Equal(SealedObject.WrapSize, item.Wrap.Length));
    }

    [Fact]
    public async Task I_07_a_report_that_refused_recovery_never_leaves()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport(recovery: false);
        await StartAsync(mailbox, report);

        Assert.Empty(mailbox.Casework.Recovery.Open(Lost(mailbox).Id, Newcomer(mailbox).Id));
        Assert.Null(mailbox.Casework.Recovery.Read(report.ReportId));
    }

    /// <summary>The control: the same report with recovery leaves.</summary>
    [Fact]
    public async Task I_07_a_report_that_allowed_recovery_would_leave()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport(recovery: true);
        await StartAsync(mailbox, report);

        Assert.NotNull(mailbox.Casework.Recovery.Read(report.ReportId));
    }

    [Fact]
    public async Task A_newcomer_reads_what_came_back_under_fresh_shred_keys_and_everybody_is_told()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply, _) = await StartAsync(mailbox, report);
        var keys = TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred");
        var answer = Answer(mailbox, report, kind1, reply);

        Assert.Equal(RecoveryStored.Stored, mailbox.Casework.Recovery.Store(answer.Reports[0]));

        var entries = (await mailbox.Casework.ReadForAsync(report.ReportId, Newcomer(mailbox).Id, TestMailbox.Cancel))!;
        Assert.Equal([ObjectKind.Report, ObjectKind.Reply], entries.Where(entry => entry.Form == EntryForm.ForReader).Select(entry => entry.Header.Kind).Order());
        Assert.Contains(Newcomer(mailbox).Id, (await mailbox.Casework.ReportAsync(report.ReportId, TestMailbox.Cancel))!.Recipients);
        Assert.Equal(answer.Reports[0].Statement.Bytes.ToArray(), Assert.Single(mailbox.Intake.Recovery.StatementsOf(report.ReportId)).Bytes.ToArray());
        Assert.Equal(keys + 2, TestMailbox.Ask(mailbox.KeysFile, "SELECT count(DISTINCT secret) FROM shred"));
        Assert.Empty(mailbox.Casework.Recovery.Open(Lost(mailbox).Id, Newcomer(mailbox).Id));
    }

    [Fact]
    public async Task The_same_again_stores_nothing_and_keeps_what_opens()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply, _) = await StartAsync(mailbox, report);
        mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, reply).Reports[0]);
        var (rows, before) = (mailbox.Rows(), await ReadAsync(mailbox, report));

        Assert.Equal(RecoveryStored.AlreadyThere, mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, reply).Reports[0]));

        Assert.Equal((rows, before), (mailbox.Rows(), await ReadAsync(mailbox, report)));
    }

    [Fact]
    public async Task What_came_in_meanwhile_is_fetched_by_a_second_request()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply, _) = await StartAsync(mailbox, report);
        mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, reply).Reports[0]);
        var message = report.Message();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(message));

        Assert.Equal([report.ReportId], mailbox.Casework.Recovery.Open(Lost(mailbox).Id, Newcomer(mailbox).Id));
        Assert.Equal(RecoveryStored.Stored, mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, reply, IdOf(message)).Reports[0]));
        Assert.Single(mailbox.Intake.Recovery.StatementsOf(report.ReportId));
    }

    [Fact]
    public async Task Notes_strangers_objects_and_an_answer_without_the_report_are_refused_and_nothing_of_them_is_stored()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        using var foreign = mailbox.NewReport();
        using var refusing = mailbox.NewReport(recovery: false);
        var (kind1, reply, note) = await StartAsync(mailbox, report);
        var (other, _, _) = await StartAsync(mailbox, foreign);
        var (closed, _, _) = await StartAsync(mailbox, refusing);
        var rows = mailbox.Rows();

        Assert.Equal(RecoveryStored.Refused, mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, note).Reports[0]));
        Assert.Equal(RecoveryStored.Refused, mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, other).Reports[0]));
        Assert.Equal(RecoveryStored.Refused, mailbox.Casework.Recovery.Store(Answer(mailbox, report, reply).Reports[0]));
        Assert.Equal(RecoveryStored.Refused, mailbox.Casework.Recovery.Store(Answer(mailbox, refusing, closed).Reports[0]));
        Assert.Equal(rows, mailbox.Rows());
        Assert.Empty(mailbox.Intake.Recovery.StatementsOf(report.ReportId));
    }

    [Fact]
    public async Task Whoever_was_removed_from_a_case_does_not_come_back_by_recovery()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = new SampleReport(mailbox.Organisation, TestMailbox.Today) { Recipients = [.. mailbox.Organisation.Officers] };
        var kind1 = report.Report();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(kind1));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(report.Order(mailbox.Organisation.Deputy, ControlOrder.Remove(Newcomer(mailbox).Id, 8))));

        Assert.Empty(mailbox.Casework.Recovery.Open(Lost(mailbox).Id, Newcomer(mailbox).Id));
        Assert.Equal(RecoveryStored.Refused, mailbox.Casework.Recovery.Store(Answer(mailbox, report, IdOf(kind1)).Reports[0]));
    }

    [Fact]
    public async Task An_erased_report_takes_its_statement_along_and_comes_back_by_no_recovery()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply, _) = await StartAsync(mailbox, report);
        mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1).Reports[0]);
        var order = report.Order(mailbox.Organisation.Responsible, ControlOrder.Erase([], 3));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(order));

        Assert.True(mailbox.Casework.Erasure.EraseReport(report.ReportId, IdOf(order), null, new CivilDay(TestMailbox.Today)));

        Assert.Equal(0, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM recovery"));
        Assert.Equal(RecoveryStored.Gone, mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, reply).Reports[0]));
    }

    [Fact]
    public async Task A_key_that_an_interrupted_recovery_left_behind_gives_way()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply, _) = await StartAsync(mailbox, report);
        TestMailbox.Ask(mailbox.KeysFile, $"INSERT INTO shred (object_id, key_id, secret, put_day) VALUES (x'{Convert.ToHexString(kind1.Span)}', x'{Convert.ToHexString(Newcomer(mailbox).KeyId.Span)}', randomblob(32), {TestMailbox.Today}) RETURNING 1");

        Assert.Equal(RecoveryStored.Stored, mailbox.Casework.Recovery.Store(Answer(mailbox, report, kind1, reply).Reports[0]));

        Assert.Equal(2, (await mailbox.Casework.ReadForAsync(report.ReportId, Newcomer(mailbox).Id, TestMailbox.Cancel))!.Count(entry => entry.Form == EntryForm.ForReader));
    }

    private static SampleOfficer Lost(TestMailbox mailbox) => mailbox.Organisation.Responsible;

    private static SampleOfficer Newcomer(TestMailbox mailbox) => mailbox.Organisation.Confidant;

    private static RecoveryAnswer Answer(TestMailbox mailbox, SampleReport report, params Id16[] objects) =>
        mailbox.Organisation.Recover(Newcomer(mailbox), TestMailbox.Today, RecoveryReason.PassphraseLost, (report.ReportId, objects));

    private static async Task<string> ReadAsync(TestMailbox mailbox, SampleReport report) =>
        string.Join(' ', (await mailbox.Casework.ReadForAsync(report.ReportId, Newcomer(mailbox).Id, TestMailbox.Cancel))!.Select(entry => Convert.ToHexString(entry.Wrap.Span)));

    private static async Task<(Id16 Report, Id16 Reply, Id16 Note)> StartAsync(TestMailbox mailbox, SampleReport report)
    {
        var kind1 = report.Report();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(kind1));
        var reply = report.By(mailbox.Organisation.Responsible, ObjectKind.Reply);
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(reply));
        var note = report.By(mailbox.Organisation.Responsible, ObjectKind.Note);
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(note));
        return (IdOf(kind1), IdOf(reply), IdOf(note));
    }

    private static Id16 IdOf(byte[] bytes)
    {
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
        return parsed.Header.ObjectId;
    }
}
