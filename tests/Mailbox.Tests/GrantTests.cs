using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>A report to responsible and deputy; the confidant joins.</summary>
public sealed class GrantTests
{
    [Fact]
    public async Task A_newcomer_has_nothing_before_the_grant_and_everything_after_it()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply) = await StartAsync(mailbox, report);
        var newcomer = mailbox.Organisation.Confidant;
        var before = await mailbox.Casework.ReadForAsync(report.ReportId, newcomer.Id, TestMailbox.Cancel);
        var (request, wraps) = Request(mailbox, report, [kind1, reply]);

        var outcome = await GrantAsync(mailbox, request);
        var entries = (await mailbox.Casework.ReadForAsync(report.ReportId, newcomer.Id, TestMailbox.Cancel))!;
        var listed = await mailbox.Casework.ReportAsync(report.ReportId, TestMailbox.Cancel);

        Assert.Null(before);
        Assert.Equal(PutCode.Accepted, outcome.Code);
        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry => Assert.Equal(EntryForm.ForReader, entry.Form));
        foreach (var entry in entries.Where(entry => entry.Header.Kind != ObjectKind.Grant))
        {
            Assert.Equal(wraps.Single(wrap => wrap.ObjectId == entry.Header.ObjectId).Wrap.ToArray(), entry.Wrap.ToArray());
        }

        Assert.Contains(newcomer.Id, listed!.Recipients);
    }

    [Fact]
    public async Task Every_granted_wrap_lies_under_a_fresh_shred_key_of_its_own()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply) = await StartAsync(mailbox, report);
        var before = TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred");

        await GrantAsync(mailbox, Request(mailbox, report, [kind1, reply]).Bytes);

        // The grant's own wraps (two officers, reporter, recovery, newcomer) and the newcomer's two of earlier objects.
        Assert.Equal(before + 7, TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred"));
        Assert.Equal(before + 7, TestMailbox.Ask(mailbox.KeysFile, "SELECT count(DISTINCT secret) FROM shred"));
        Assert.Equal(before + 7, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM wrap"));
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_stores_nothing()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply) = await StartAsync(mailbox, report);
        var (request, _) = Request(mailbox, report, [kind1, reply]);
        var first = (await GrantAsync(mailbox, request)).Encode();
        var rows = mailbox.Rows();

        Assert.Equal(first, (await GrantAsync(mailbox, request)).Encode());
        Assert.Equal(rows, mailbox.Rows());
    }

    [Fact]
    public async Task Two_grants_for_one_newcomer_at_once_let_in_once()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, reply) = await StartAsync(mailbox, report);
        var one = Request(mailbox, report, [kind1, reply]).Bytes;
        var other = Request(mailbox, report, [kind1, reply], by: mailbox.Organisation.Deputy).Bytes;

        var outcomes = await Task.WhenAll(GrantAsync(mailbox, one), GrantAsync(mailbox, other));

        Assert.Equal([PutCode.Accepted, PutCode.UnknownRecipient], outcomes.Select(outcome => outcome.Code).Order());
        Assert.Equal(3, (await mailbox.Casework.ReadForAsync(report.ReportId, mailbox.Organisation.Confidant.Id, TestMailbox.Cancel))!.Count);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_nothing_of_it_is_stored()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        using var foreign = mailbox.NewReport();
        var (kind1, reply) = await StartAsync(mailbox, report);
        var (otherKind1, _) = await StartAsync(mailbox, foreign);
        var rows = mailbox.Rows();
        var deputy = mailbox.Organisation.Deputy;

        await RefusedAsync(PutCode.Malformed, Request(mailbox, report, []).Bytes);
        await RefusedAsync(PutCode.Malformed, Request(mailbox, report, [reply]).Bytes);
        await RefusedAsync(PutCode.Malformed, Request(mailbox, report, [kind1, otherKind1]).Bytes);
        await RefusedAsync(PutCode.UnknownRecipient, Request(mailbox, report, [kind1], to: deputy).Bytes);
        await RefusedAsync(PutCode.UnknownRecipient, Request(mailbox, report, [kind1], named: false).Bytes);
        await RefusedAsync(PutCode.UnknownReport, Request(mailbox, report, [kind1], by: mailbox.Organisation.Confidant).Bytes);
        await RefusedAsync(PutCode.UnknownKind, GrantRequest.Encode(report.By(deputy, ObjectKind.Reply), []));
        await RefusedAsync(PutCode.Malformed, report.By(deputy, ObjectKind.Reply));
        Assert.Equal(rows, mailbox.Rows());

        async Task RefusedAsync(PutCode code, byte[] request) => Assert.Equal(code, (await GrantAsync(mailbox, request)).Code);
    }

    [Fact]
    public async Task A_grant_is_taken_by_its_own_door_only()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, _) = await StartAsync(mailbox, report);
        Assert.True(GrantRequest.TryParse(Request(mailbox, report, [kind1]).Bytes, out var request, out _));

        Assert.Equal(PutCode.UnknownKind, await mailbox.OfficerCodeAsync(request.Grant.Bytes.ToArray()));
        Assert.Equal(PutCode.UnknownKind, await mailbox.CodeAsync(request.Grant.Bytes.ToArray()));
    }

    [Fact]
    public async Task Keys_of_an_interrupted_grant_are_dropped_and_those_of_the_object_stay()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var (kind1, _) = await StartAsync(mailbox, report);
        var keys = TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred");
        TestMailbox.Ask(mailbox.KeysFile, $"INSERT INTO shred (object_id, key_id, secret, put_day) VALUES (x'{Convert.ToHexString(kind1.Span)}', randomblob(16), randomblob(32), {TestMailbox.Today}) RETURNING 1");
        mailbox.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await mailbox.Intake.DropOrphanKeysAsync(TestMailbox.Cancel));
        Assert.Equal(keys, TestMailbox.Ask(mailbox.KeysFile, "SELECT count(*) FROM shred"));
    }

    private static Task<PutOutcome> GrantAsync(TestMailbox mailbox, byte[] request) => mailbox.Casework.GrantAsync(request, TestMailbox.Cancel);

    private static async Task<(Id16 Report, Id16 Reply)> StartAsync(TestMailbox mailbox, SampleReport report)
    {
        var kind1 = report.Report();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(kind1));
        var reply = report.By(mailbox.Organisation.Responsible, ObjectKind.Reply);
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(reply));
        return (IdOf(kind1), IdOf(reply));
    }

    private static Id16 IdOf(byte[] bytes)
    {
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
        return parsed.Header.ObjectId;
    }

    private static (byte[] Bytes, IReadOnlyList<GrantedWrap> Wraps) Request(
        TestMailbox mailbox, SampleReport report, Id16[] handedOn, SampleOfficer? by = null, SampleOfficer? to = null, bool named = true)
    {
        var newcomer = to ?? mailbox.Organisation.Confidant;
        var grant = report.By(
            by ?? mailbox.Organisation.Responsible,
            ObjectKind.Grant,
            header => header with { Recipients = named && to is null ? [.. header.Recipients, new Recipient(newcomer.Id, newcomer.KeyId)] : header.Recipients });
        var wraps = handedOn.Select(id => new GrantedWrap(id, newcomer.Id, (byte[])[.. newcomer.KeyId.Span, .. mailbox.Organisation.Noise(1168)])).ToList();
        return (GrantRequest.Encode(grant, wraps), wraps);
    }
}
