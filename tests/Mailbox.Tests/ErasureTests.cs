using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Storage;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>What orders to erase and removals of officers leave behind at rest (I-22, I-08).</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private static readonly CivilDay Today = new(TestMailbox.Today);
    private TestMailbox mailbox = null!;
    private SampleReport report = null!;
    private byte[] kind1 = null!;
    private byte[] message = null!;
    private byte[] reply = null!;
    private SampleContainer container = null!;

    private SampleOfficer Responsible => mailbox.Organisation.Responsible;

    private SampleOfficer Deputy => mailbox.Organisation.Deputy;

    public async ValueTask InitializeAsync()
    {
        mailbox = await TestMailbox.OpenAsync(entropy: new FirstSlots());
        report = mailbox.NewReport();
        container = new SampleContainer(mailbox.Organisation, 1_500_000);
        await container.UploadAsync(mailbox.Intake);
        kind1 = report.Report();
        message = await PutAsync(kind1, report.Keep(report.Message(container.Name)));
        reply = await OrderAsync(report.By(Responsible, ObjectKind.Reply));
    }

    public async ValueTask DisposeAsync()
    {
        report.Dispose();
        await mailbox.DisposeAsync();
    }

    [Fact]
    public async Task I_22_of_erased_objects_only_the_stub_is_left_in_any_file()
    {
        var order = await OrderAsync(report.Order(Responsible, ControlOrder.Erase([IdOf(message)], 5)));
        var gone = RemnantsOf(message);
        Assert.All(gone, bytes => Assert.NotEmpty(Remnants.FilesWith(mailbox.Folder, bytes)));

        Assert.True(mailbox.Casework.Erasure.EraseObjects(report.ReportId, [IdOf(message)], IdOf(order), Today));

        Assert.Empty(Remnants.FilesWith(mailbox.Folder, gone));
        var entries = await mailbox.Casework.ReadForAsync(report.ReportId, Deputy.Id, TestMailbox.Cancel);
        Assert.Equal([EntryForm.Stub, EntryForm.ForReader, EntryForm.ForReader], new[] { message, kind1, reply }.Select(item => entries!.Single(entry => entry.Header.ObjectId == IdOf(item)).Form));
        Assert.Null(mailbox.Casework.Uploads.Find(report.ReportId, Deputy.Id, IdOf(message), 0));
        // The chain goes on where it was.
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Message()));
    }

    [Fact]
    public async Task I_22_of_an_erased_report_only_the_tombstone_is_left_in_any_file()
    {
        var order = await OrderAsync(report.Order(Responsible, ControlOrder.Erase([], 4)));
        var confirmation = await OrderAsync(report.Order(Deputy, ControlOrder.Confirm(Parse(order).ObjectHash)));
        List<byte[]> gone = [.. RemnantsOf(kind1), .. RemnantsOf(message), .. RemnantsOf(reply), report.Lookup.ToArray(), IdOf(kind1).ToArray(), IdOf(reply).ToArray(), report.AuthPublicKey.ToArray()];
        var heads = (await mailbox.Casework.ObjectsAsync(report.ReportId, TestMailbox.Cancel)).GroupBy(item => (item.Author, item.Stream)).Select(chain => chain.MaxBy(item => item.Sequence)!.Head).Order();

        Assert.True(mailbox.Casework.Erasure.EraseReport(report.ReportId, IdOf(order), IdOf(confirmation), Today));

        Assert.Empty(Remnants.FilesWith(mailbox.Folder, gone));
        Assert.Null(await mailbox.Intake.FindMailboxAsync(report.Lookup, TestMailbox.Cancel));
        Assert.Null(await mailbox.Casework.ReadForAsync(report.ReportId, Deputy.Id, TestMailbox.Cancel));
        Assert.Empty(await mailbox.Casework.ReportsAsync(default, TestMailbox.Cancel));
        Assert.Equal([order], Remnants.Column(mailbox.MailboxFile, "SELECT erase_order FROM erased_report"));
        Assert.Equal([confirmation], Remnants.Column(mailbox.MailboxFile, "SELECT confirmation FROM erased_report"));
        Assert.Equal(heads.SelectMany(Bytes), Assert.Single(Remnants.Column(mailbox.MailboxFile, "SELECT heads FROM erased_report")));
        // Its first object, sent once more, is not a new report.
        Assert.Equal(PutCode.AlreadyExists, await mailbox.CodeAsync(kind1));
    }

    /// <summary>The control: rows deleted as a database deletes them leave their bytes in logs and slabs, and the search above finds them.</summary>
    [Fact]
    public void I_22_without_the_order_of_steps_the_same_search_would_find_remnants()
    {
        var id = $"x'{Convert.ToHexString(IdOf(message).Span)}'";
        var gone = RemnantsOf(message);
        TestMailbox.Ask(mailbox.MailboxFile, $"DELETE FROM wrap WHERE object_id = {id} RETURNING 1");
        TestMailbox.Ask(mailbox.MailboxFile, $"UPDATE content SET body = x'', wraps = x'' WHERE id = {ContentRow.IdOf(Parse(message).ObjectHash.Span)} RETURNING 1");
        TestMailbox.Ask(mailbox.KeysFile, $"DELETE FROM shred WHERE object_id = {id} RETURNING 1");
        Assert.Equal(["0000.slab", "keys.db-wal", "mailbox.db-wal"], Remnants.FilesWith(mailbox.Folder, gone));
    }

    [Theory]
    [InlineData("tombstone")]
    [InlineData("shred keys")]
    [InlineData("rows")]
    [InlineData("slots")]
    [InlineData("logs")]
    public async Task I_22_interrupted_anywhere_the_next_start_finishes_it_before_anything_is_read(string step)
    {
        var order = await OrderAsync(report.Order(Responsible, ControlOrder.Erase([], 4)));
        var gone = RemnantsOf(message).Concat(RemnantsOf(kind1)).Append(report.Lookup.ToArray()).ToList();
        mailbox.Casework.Erasure.After = name => _ = name == step ? throw new IOException() : 0;
        Assert.Throws<IOException>(() => mailbox.Casework.Erasure.EraseReport(report.ReportId, IdOf(order), null, Today));
        await AssertWithheldAsync();

        await mailbox.ReopenAsync();

        Assert.Null(await mailbox.Intake.FindMailboxAsync(report.Lookup, TestMailbox.Cancel));
        Assert.Empty(Remnants.FilesWith(mailbox.Folder, gone));
        Assert.Equal(2, TestMailbox.Ask(mailbox.MailboxFile, "SELECT state FROM erased_report"));
    }

    [Fact]
    public async Task I_04_keys_of_before_an_erasure_do_not_reopen_what_the_tombstones_name()
    {
        var (keysBefore, mailboxAfter) = (mailbox.KeysFile + ".before", mailbox.MailboxFile + ".after");
        DatabaseCopy.Write(mailbox.KeysFile, keysBefore);
        var order = await OrderAsync(report.Order(Responsible, ControlOrder.Erase([IdOf(message)], 5)));
        // The worst moment for a backup: the tombstone is in it, and the rows still are.
        mailbox.Casework.Erasure.After = name => _ = name == "tombstone" ? throw new IOException() : 0;
        Assert.Throws<IOException>(() => mailbox.Casework.Erasure.EraseObjects(report.ReportId, [IdOf(message)], IdOf(order), Today));
        DatabaseCopy.Write(mailbox.MailboxFile, mailboxAfter);
        mailbox.Casework.Erasure.After = _ => { };
        Assert.True(mailbox.Casework.Erasure.Resume());

        await using var restored = await mailbox.OpenRestoredAsync(mailboxAfter, keysBefore);
        var entries = await restored.Store.ReadForAsync(report.ReportId, Deputy.Id, TestMailbox.Cancel);

        Assert.Equal(EntryForm.Stub, entries!.Single(entry => entry.Header.ObjectId == IdOf(message)).Form);
        Assert.Equal(EntryForm.ForReader, entries!.Single(entry => entry.Header.ObjectId == IdOf(reply)).Form);
        Assert.Equal(0, TestMailbox.Ask(restored.KeysFile, $"SELECT count(*) FROM shred WHERE object_id = x'{Convert.ToHexString(IdOf(message).Span)}'"));
    }

    [Fact]
    public async Task I_08_a_removed_officer_gets_nothing_at_once_and_after_the_shredding_no_key_exists()
    {
        var secrets = Remnants.Column(mailbox.KeysFile, $"SELECT secret FROM shred WHERE key_id = x'{Convert.ToHexString(Deputy.KeyId.Span)}'");
        Assert.Equal(3, secrets.Count);
        await OrderAsync(report.Order(Responsible, ControlOrder.Remove(Deputy.Id, 7)));

        Assert.Null(await mailbox.Casework.ReadForAsync(report.ReportId, Deputy.Id, TestMailbox.Cancel));
        Assert.Null(mailbox.Casework.Uploads.Find(report.ReportId, Deputy.Id, IdOf(message), 0));
        var listed = Assert.Single(await mailbox.Casework.ReportsAsync(default, TestMailbox.Cancel));
        Assert.Equal([Responsible.Id, Deputy.Id], [.. listed.Recipients, .. listed.Removed]);
        Assert.NotEmpty(Remnants.FilesWith(mailbox.Folder, secrets));
        var wraps = Remnants.Wraps(mailbox.MailboxFile, $"w.key_id = x'{Convert.ToHexString(Deputy.KeyId.Span)}'").Select(wrap => wrap[40..104]).ToList();
        Assert.Equal(3, wraps.Count);
        Assert.All(wraps, wrap => Assert.NotEmpty(Remnants.FilesWith(mailbox.Folder, wrap)));

        Assert.True(mailbox.Casework.Erasure.ShredReader(report.ReportId, Deputy.Id));

        Assert.Empty(Remnants.FilesWith(mailbox.Folder, [.. secrets, .. wraps]));
        Assert.All((await mailbox.Casework.ReadForAsync(report.ReportId, Responsible.Id, TestMailbox.Cancel))!, entry => Assert.NotEqual(EntryForm.Stub, entry.Form));
        Assert.NotNull(await mailbox.Casework.ReadForAsync(report.ReportId, Responsible.Id, TestMailbox.Cancel));
        Assert.Equal([Deputy.Id], (await mailbox.Casework.ReportAsync(report.ReportId, TestMailbox.Cancel))!.Removed);
    }

    [Fact]
    public async Task I_08_nothing_is_taken_from_or_for_an_officer_who_was_removed()
    {
        var late = report.By(Deputy, ObjectKind.Reply, header => header);
        var toDeputy = report.Message(header => header);
        await OrderAsync(report.Order(Responsible, ControlOrder.Remove(Deputy.Id, 7)));

        Assert.Equal(PutCode.UnknownReport, await mailbox.OfficerCodeAsync(late));
        // Sealed by somebody who has not seen the removal: "read what is there first".
        Assert.Equal(PutCode.WrongOrder, await mailbox.CodeAsync(toDeputy));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Message(header => header with { Recipients = [.. header.Recipients.Where(recipient => recipient.Who != Deputy.Id)] })));
        Assert.Equal(PutCode.UnknownRecipient, await mailbox.OfficerCodeAsync(report.Order(Responsible, ControlOrder.Remove(Responsible.Id, 7))));
    }

    [Fact]
    public async Task Two_who_remove_each_other_at_once_leave_one_reader()
    {
        var one = report.Order(Responsible, ControlOrder.Remove(Deputy.Id, 8), remember: false);
        var other = report.Order(Deputy, ControlOrder.Remove(Responsible.Id, 8), remember: false);
        var codes = await Task.WhenAll(mailbox.OfficerCodeAsync(one), mailbox.OfficerCodeAsync(other));
        Assert.Equal(1, codes.Count(code => code == PutCode.Accepted));
        Assert.Single((await mailbox.Casework.ReportAsync(report.ReportId, TestMailbox.Cancel))!.Recipients);
    }

    [Fact]
    public async Task An_order_names_what_is_there()
    {
        var hold = await OrderAsync(report.Order(Responsible, ControlOrder.Hold(1)));
        foreach (var wrong in (ControlOrder[])
            [ControlOrder.Erase([IdOf(kind1)], 5), ControlOrder.Erase([IdOf(hold)], 5), ControlOrder.Confirm(Parse(hold).ObjectHash), ControlOrder.Confirm(Parse(reply).ObjectHash), ControlOrder.Release(Parse(reply).ObjectHash, 0)])
        {
            Assert.Equal(PutCode.Malformed, await mailbox.OfficerCodeAsync(report.Order(wrong.Action == ControlAction.Erase ? Responsible : Deputy, wrong, remember: false)));
        }

        await OrderAsync(report.Order(Deputy, ControlOrder.Release(Parse(hold).ObjectHash, 0)));
    }

    /// <summary>To the process that goes on beside the one that was interrupted there is no such report any more, for nobody.</summary>
    private async Task AssertWithheldAsync()
    {
        Assert.Null(await mailbox.Intake.FindMailboxAsync(report.Lookup, TestMailbox.Cancel));
        Assert.Empty(await mailbox.Intake.ReadForReporterAsync(report.ReportId, TestMailbox.Cancel));
        Assert.Null(await mailbox.Intake.ReadForAsync(report.ReportId, Deputy.Id, TestMailbox.Cancel));
        Assert.Null(mailbox.Intake.Uploads.Find(report.ReportId, Deputy.Id, IdOf(message), 0));
        Assert.Empty(await mailbox.Intake.ReportsAsync(default, TestMailbox.Cancel));
        Assert.Null(await mailbox.Intake.ReportAsync(report.ReportId, TestMailbox.Cancel));
        Assert.Equal(PutCode.UnknownReport, await mailbox.CodeAsync(report.Message(header => header)));
    }

    private async Task<byte[]> PutAsync(params byte[][] objects)
    {
        foreach (var item in objects)
        {
            Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(item));
        }

        return objects[^1];
    }

    private async Task<byte[]> OrderAsync(byte[] order)
    {
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(order));
        return order;
    }

    /// <summary>Body, stored wraps, shred keys and, where there is one, a piece of each part of the container.</summary>
    private List<byte[]> RemnantsOf(byte[] sealedObject)
    {
        var (parsed, id) = (Parse(sealedObject), $"x'{Convert.ToHexString(IdOf(sealedObject).Span)}'");
        return
        [
            parsed.Body[100..164].ToArray(),
            .. Remnants.Wraps(mailbox.MailboxFile, $"w.object_id = {id}").Select(wrap => wrap[40..104]),
            .. Remnants.Column(mailbox.KeysFile, $"SELECT secret FROM shred WHERE object_id = {id}"),
            .. parsed.Header.ContainerLength == 0 ? [] : Enumerable.Range(0, container.Parts).Select(index => container.Part(index)[5_000..5_064].ToArray()),
        ];
    }

    private static byte[] Bytes(ChainHead head)
    {
        var sequence = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(sequence, head.Sequence);
        return [.. head.Author.Span, head.Stream, .. sequence, .. head.ObjectHash.Span];
    }

    private static Id16 IdOf(byte[] bytes) => Parse(bytes).Header.ObjectId;

    private static SealedObject Parse(byte[] bytes)
    {
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
        return parsed;
    }
}
