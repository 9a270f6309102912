using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>"Remove these answers" (kind 10) at the host.</summary>
public sealed class RemovalTests : IAsyncLifetime
{
    private TestMailbox mailbox = null!;
    private SampleReport report = null!;
    private byte[] reply = null!;
    private byte[] other = null!;

    public async ValueTask InitializeAsync()
    {
        mailbox = await TestMailbox.OpenAsync();
        report = mailbox.NewReport();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Report()));
        reply = report.By(mailbox.Organisation.Responsible, ObjectKind.Reply);
        other = report.By(mailbox.Organisation.Deputy, ObjectKind.Reply);
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(reply));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(other));
    }

    public async ValueTask DisposeAsync()
    {
        report.Dispose();
        await mailbox.DisposeAsync();
    }

    [Fact]
    public async Task I_06_the_reporters_shred_key_and_wrap_are_in_no_file_and_the_stub_stays()
    {
        var (secret, wrap) = (Secret(reply), Wrap(reply));
        Assert.NotEmpty(Remnants.FilesWith(mailbox.Folder, secret));
        Assert.NotEmpty(Remnants.FilesWith(mailbox.Folder, wrap));

        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Removal(IdOf(reply))));

        Assert.Empty(Remnants.FilesWith(mailbox.Folder, secret, wrap));
        var entries = await mailbox.Intake.ReadForReporterAsync(report.ReportId, TestMailbox.Cancel);
        Assert.Equal((EntryForm.Stub, EntryForm.ForReader, EntryForm.Clear), (Form(entries, reply), Form(entries, other), entries.Single(entry => entry.Header.Kind == ObjectKind.Removal).Form));
        var officer = await mailbox.Casework.ReadForAsync(report.ReportId, mailbox.Organisation.Responsible.Id, TestMailbox.Cancel);
        Assert.Equal(EntryForm.ForReader, Form(officer!, reply));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Message()));
    }

    /// <summary>The control: the rows go, and the old pages stay in the log.</summary>
    [Fact]
    public void I_06_without_emptying_the_log_the_same_search_would_find_the_key()
    {
        var secret = Secret(reply);
        TestMailbox.Ask(mailbox.KeysFile, $"DELETE FROM shred WHERE secret = x'{Convert.ToHexString(secret)}' RETURNING 1");
        Assert.Equal(["keys.db-wal"], Remnants.FilesWith(mailbox.Folder, secret));
    }

    [Fact]
    public async Task Removing_again_is_taken_and_changes_nothing()
    {
        var first = report.Removal(IdOf(reply));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(first));
        var keys = TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred");
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(first));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Removal(IdOf(reply))));
        Assert.Equal(keys, TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred"));
    }

    [Fact]
    public async Task Only_replies_of_the_own_report_by_its_reporter_and_only_at_intake()
    {
        using var foreign = mailbox.NewReport();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(foreign.Report()));
        Assert.Equal(PutCode.Malformed, await mailbox.CodeAsync(foreign.Removal(IdOf(reply))));
        using var mine = mailbox.NewReport();
        var kind1 = mine.Report();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(kind1));
        Assert.Equal(PutCode.Malformed, await mailbox.CodeAsync(mine.Removal(IdOf(kind1))));
        Assert.Equal(PutCode.UnknownKind, await mailbox.OfficerCodeAsync(report.Removal(IdOf(reply))));
        Assert.Equal(EntryForm.ForReader, Form(await mailbox.Intake.ReadForReporterAsync(report.ReportId, TestMailbox.Cancel), reply));
    }

    [Theory]
    [InlineData("tombstone")]
    [InlineData("shred keys")]
    [InlineData("rows")]
    [InlineData("slots")]
    [InlineData("logs")]
    public async Task Interrupted_anywhere_it_is_withheld_at_once_and_finished_by_the_next_start(string step)
    {
        var (secret, wrap) = (Secret(reply), Wrap(reply));
        mailbox.Intake.Erasure.After = name => _ = name == step ? throw new IOException() : 0;
        Assert.Equal(PutCode.Internal, await mailbox.CodeAsync(report.Removal(IdOf(reply))));
        Assert.Equal(EntryForm.Stub, Form(await mailbox.Intake.ReadForReporterAsync(report.ReportId, TestMailbox.Cancel), reply));

        await mailbox.ReopenAsync();

        Assert.Empty(Remnants.FilesWith(mailbox.Folder, secret, wrap));
        Assert.Equal(2, TestMailbox.Ask(mailbox.MailboxFile, "SELECT state FROM withheld"));
    }

    private byte[] Secret(byte[] sealedObject) => Assert.Single(Remnants.Column(mailbox.KeysFile, $"SELECT secret FROM shred WHERE {Place(sealedObject)}"));

    private byte[] Wrap(byte[] sealedObject) => Assert.Single(Remnants.Wraps(mailbox.MailboxFile, $"w.{Place(sealedObject)}"))[40..104];

    private static string Place(byte[] sealedObject)
    {
        var header = Parse(sealedObject).Header;
        return $"object_id = x'{Convert.ToHexString(header.ObjectId.Span)}' AND key_id = x'{Convert.ToHexString(header.Recipients.Single(recipient => recipient.Who == Id16.Zeros).KeyId.Span)}'";
    }

    private static EntryForm Form(IEnumerable<ObjectEntry> entries, byte[] wanted) => entries.Single(entry => entry.Header.ObjectId == IdOf(wanted)).Form;

    private static Id16 IdOf(byte[] bytes) => Parse(bytes).Header.ObjectId;

    private static SealedObject Parse(byte[] bytes)
    {
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
        return parsed;
    }
}
