using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>What is stored, what comes back, and that the same put gives the same answer.</summary>
public sealed class PutTests
{
    [Fact]
    public async Task A_report_is_stored_and_answered_with_a_receipt_that_verifies()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var bytes = report.Report();

        var accepted = Assert.IsType<PutOutcome.Accepted>(await mailbox.PutAsync(bytes));

        Assert.True(SealedObject.TryParse(bytes, out var sealedObject, out _));
        Assert.True(Receipt.TryParse(accepted.Receipt, out var receipt, out _));
        Assert.True(receipt.Verify(mailbox.Organisation.Directory, sealedObject.ObjectHash, out _));
        Assert.Equal(TestMailbox.Today, receipt.PutDay.Value);
    }

    [Fact]
    public async Task The_same_bytes_again_give_the_same_answer_even_days_later_and_after_a_restart()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var bytes = report.Report();
        var first = (await mailbox.PutAsync(bytes)).Encode();
        var rows = mailbox.Rows();

        mailbox.Clock.Advance(TimeSpan.FromDays(9));
        await mailbox.ReopenAsync();

        Assert.Equal(first, (await mailbox.PutAsync(bytes)).Encode());
        Assert.Equal(rows, mailbox.Rows());
    }

    [Fact]
    public async Task An_officer_receives_each_object_with_the_wrap_that_was_put_for_them()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var bytes = report.Report();
        await mailbox.PutAsync(bytes);

        var entries = await mailbox.Casework.ReadForAsync(report.ReportId, mailbox.Organisation.Deputy.Id, TestMailbox.Cancel);

        Assert.True(SealedObject.TryParse(bytes, out var sent, out _));
        var entry = Assert.Single(entries!);
        Assert.Equal(EntryForm.ForReader, entry.Form);
        Assert.Equal(sent.WrapFor(mailbox.Organisation.Deputy.Id)!.Value.ToArray(), entry.Wrap.ToArray());
        Assert.Equal(sent.Body.ToArray(), entry.Body.ToArray());
        Assert.Equal(sent.ObjectHash, entry.SignedHeader.ObjectHash);
    }

    [Fact]
    public async Task An_officer_who_was_left_out_gets_what_an_unknown_report_gives()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());
        var confidant = mailbox.Organisation.Confidant;

        Assert.Null(await mailbox.Casework.ReadForAsync(report.ReportId, confidant.Id, TestMailbox.Cancel));
        Assert.Null(await mailbox.Casework.ReadForAsync(Id16.From(new byte[16]), confidant.Id, TestMailbox.Cancel));
        Assert.Equal(PutCode.UnknownReport, await mailbox.OfficerCodeAsync(report.By(confidant, ObjectKind.Reply)));
        var listed = Assert.Single(await mailbox.Casework.ReportsAsync(new CivilDay(0), TestMailbox.Cancel));
        Assert.DoesNotContain(confidant.Id, listed.Recipients);
    }

    [Fact]
    public async Task The_reporter_gets_own_objects_as_stubs_replies_to_read_and_no_note()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(report.By(mailbox.Organisation.Responsible, ObjectKind.Reply)));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(report.By(mailbox.Organisation.Responsible, ObjectKind.Note)));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(report.Notice()));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Message()));

        var identity = await mailbox.Intake.FindMailboxAsync(report.Lookup, TestMailbox.Cancel);
        var entries = await mailbox.Intake.ReadForReporterAsync(identity!.Value.ReportId, TestMailbox.Cancel);

        Assert.Equal(report.AuthPublicKey, identity.Value.AuthPublicKey);
        Assert.Equal(
            [(ObjectKind.Report, EntryForm.Stub), (ObjectKind.ReporterMessage, EntryForm.Stub), (ObjectKind.Reply, EntryForm.ForReader), (ObjectKind.ChannelNotice, EntryForm.Clear)],
            entries.Select(entry => (entry.Header.Kind, entry.Form)).Order());
        Assert.Equal(5, (await mailbox.Casework.ReadForAsync(report.ReportId, mailbox.Organisation.Deputy.Id, TestMailbox.Cancel))!.Count);
    }

    [Fact]
    public async Task Casework_learns_the_clear_facts_of_every_object()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());
        await mailbox.PutAsOfficerAsync(report.By(mailbox.Organisation.Responsible, ObjectKind.Acknowledgement));

        var listed = Assert.Single(await mailbox.Casework.ReportsAsync(new CivilDay(TestMailbox.Today), TestMailbox.Cancel));
        Assert.Equal((report.ReportId, new CivilDay(TestMailbox.Today), true), (listed.ReportId, listed.PutDay, listed.Recovery));
        Assert.Equal(new[] { mailbox.Organisation.Responsible.Id, mailbox.Organisation.Deputy.Id }.Order(), listed.Recipients);
        Assert.Equal(
            [ObjectKind.Report, ObjectKind.Acknowledgement],
            (await mailbox.Casework.ObjectsAsync(report.ReportId, TestMailbox.Cancel)).Select(found => found.Kind).Order());
        Assert.Empty(await mailbox.Casework.ObjectsSinceAsync(new CivilDay(TestMailbox.Today + 1), TestMailbox.Cancel));
    }

    [Fact]
    public async Task A_wrap_whose_shred_key_is_gone_is_served_as_a_stub()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());
        TestMailbox.Ask(mailbox.KeysFile, "DELETE FROM shred RETURNING 1");

        var entries = await mailbox.Casework.ReadForAsync(report.ReportId, mailbox.Organisation.Deputy.Id, TestMailbox.Cancel);

        Assert.Equal(EntryForm.Stub, Assert.Single(entries!).Form);
    }

    [Fact]
    public async Task The_stored_wrap_is_not_the_wrap_that_travelled()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var bytes = report.Report();
        await mailbox.PutAsync(bytes);
        Assert.True(SealedObject.TryParse(bytes, out var sent, out _));
        await mailbox.Intake.DisposeAsync();
        await mailbox.Casework.DisposeAsync();

        var stored = await File.ReadAllBytesAsync(mailbox.MailboxFile, TestMailbox.Cancel);

        // A piece can lie across two pages, so several of each are looked for; those of the body are there.
        Assert.All(sent.Wraps, wrap => Assert.DoesNotContain(Pieces(wrap[16..]), piece => stored.AsSpan().IndexOf(piece) >= 0));
        Assert.Contains(Pieces(sent.Body), piece => stored.AsSpan().IndexOf(piece) >= 0);
    }

    private static IEnumerable<byte[]> Pieces(ReadOnlyMemory<byte> bytes) => bytes.ToArray().Chunk(48).Where(piece => piece.Length == 48).Take(8);
}
