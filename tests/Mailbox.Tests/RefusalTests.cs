using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Every refusal: its code, the one length of its answer, and that nothing was stored.</summary>
public sealed class RefusalTests
{
    private static readonly Id16 Stranger = Id16.From(Enumerable.Repeat((byte)0x77, 16).ToArray());

    public static TheoryData<string, PutCode> Reports => new()
    {
        { "cut short", PutCode.Malformed },
        { "nothing", PutCode.Malformed },
        { "too long", PutCode.TooLarge },
        { "other suite", PutCode.UnknownSuite },
        { "kind that does not exist", PutCode.UnknownKind },
        { "kind of officers", PutCode.UnknownKind },
        { "sealed to the reporter", PutCode.UnknownRecipient },
        { "sealed to recovery alone", PutCode.UnknownRecipient },
        { "with a container", PutCode.Malformed },
        { "recipient not listed", PutCode.UnknownRecipient },
        { "key of another officer", PutCode.UnknownRecipient },
        { "other recovery key", PutCode.UnknownRecipient },
        { "signature flipped", PutCode.WrongSignature },
        { "body flipped", PutCode.WrongSignature },
        { "directory that never was", PutCode.WrongDirectory },
        { "other directory hash", PutCode.WrongDirectory },
        { "other organisation", PutCode.WrongDirectory },
        { "day before yesterday", PutCode.Stale },
        { "day after tomorrow", PutCode.Stale },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_bad_report_is_refused_with_its_code_and_leaves_nothing(string fault, PutCode code)
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();

        var outcome = await mailbox.PutAsync(Spoil(report, mailbox.Organisation, fault));

        Assert.Equal(code, outcome.Code);
        Assert.Equal(PutAnswer.Size, outcome.Encode().Length);
        Assert.Equal(0, mailbox.Rows());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_reporters_day_may_differ_by_one(int days)
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        report.Day = report.Day.AddDays(days);

        var accepted = Assert.IsType<PutOutcome.Accepted>(await mailbox.PutAsync(report.Report()));

        Assert.Equal(TestMailbox.Today, accepted.PutDay.Value);
    }

    [Fact]
    public async Task An_officers_day_must_be_the_servers()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());
        report.Day = report.Day.AddDays(1);

        Assert.Equal(PutCode.Stale, await mailbox.OfficerCodeAsync(report.By(mailbox.Organisation.Responsible, ObjectKind.Reply)));
    }

    [Fact]
    public async Task An_object_id_that_is_taken_is_refused_before_anything_else_is_judged()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        using var other = mailbox.NewReport();
        var first = report.Report();
        await mailbox.PutAsync(first);
        var taken = Header(first).ObjectId;

        // Its directory never was either; the answer is still "taken".
        Assert.Equal(PutCode.ObjectTaken, await mailbox.CodeAsync(other.Report(header => header with { ObjectId = taken, DirectorySequence = 9 })));
    }

    [Fact]
    public async Task A_second_report_with_the_same_id_or_mailbox_is_refused()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        using var other = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());
        var rows = mailbox.Rows();

        Assert.Equal(PutCode.AlreadyExists, await mailbox.CodeAsync(other.Report(header => header with { ReportId = report.ReportId })));
        Assert.Equal(
            PutCode.AlreadyExists,
            await mailbox.CodeAsync(other.Report(header => header with { Reporter = new ReportIdentity(report.Lookup, other.AuthPublicKey) })));
        Assert.Equal(rows, mailbox.Rows());
    }

    [Fact]
    public async Task Objects_out_of_order_are_refused()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        await mailbox.PutAsync(report.Report());

        Assert.Equal(PutCode.WrongOrder, await mailbox.CodeAsync(report.Message(header => header with { Sequence = header.Sequence + 1 })));
        Assert.Equal(PutCode.WrongOrder, await mailbox.CodeAsync(report.Message(header => header with { Previous = Hash32.Ones })));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Message()));
    }

    [Fact]
    public async Task A_message_to_a_report_that_is_not_there_is_refused()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        using var other = mailbox.NewReport();
        other.Report();
        Assert.Equal(PutCode.UnknownReport, await mailbox.CodeAsync(other.Message()));

        await mailbox.PutAsync(report.Report());
        Assert.Equal(PutCode.WrongSignature, await mailbox.CodeAsync(other.Message(header => header with { ReportId = report.ReportId })));
    }

    [Fact]
    public async Task Whoever_refused_recovery_is_not_given_to_it_by_a_later_object()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport(recovery: false);
        await mailbox.PutAsync(report.Report());
        var recovery = new Recipient(Id16.Ones, mailbox.Organisation.Directory.RecoveryKeyId);

        Assert.Equal(PutCode.UnknownRecipient, await mailbox.CodeAsync(report.Message(header => header with { Recipients = [.. header.Recipients, recovery] })));
        Assert.Equal(
            PutCode.UnknownRecipient,
            await mailbox.OfficerCodeAsync(report.By(mailbox.Organisation.Deputy, ObjectKind.Reply, header => header with { Recipients = [.. header.Recipients, recovery] })));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Message()));
    }

    [Fact]
    public async Task A_revoked_key_is_no_recipient_and_an_older_directory_is_stale_from_the_newer_ones_word_on()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var report = mailbox.NewReport();
        var organisation = mailbox.Organisation;
        var old = report.Report(header => header);
        Assert.IsType<PublishOutcome.Published>(await mailbox.Casework.Directories.PublishFreshnessAsync(
            organisation.Freshness(organisation.Deputy, TestMailbox.Today, organisation.Deputy.KeyId), TestMailbox.Cancel));
        Assert.Equal(PutCode.UnknownRecipient, await mailbox.CodeAsync(old));

        Assert.IsType<PublishOutcome.Published>(
            await mailbox.Casework.Directories.PublishDirectoryAsync(organisation.IssueNext(TestMailbox.Today, acceptFrom: 2).Bytes, TestMailbox.Cancel));
        Assert.Equal(PutCode.Stale, await mailbox.CodeAsync(old));
    }

    [Fact]
    public async Task Nothing_is_accepted_before_the_first_directory_and_certificate()
    {
        await using var mailbox = await TestMailbox.OpenAsync(published: false);
        using var report = mailbox.NewReport();
        var bytes = report.Report();
        Assert.Equal(PutCode.NotOpen, await mailbox.CodeAsync(bytes));

        await mailbox.Casework.Directories.PublishDirectoryAsync(mailbox.Organisation.Directory.Bytes, TestMailbox.Cancel);
        Assert.Equal(PutCode.NotOpen, await mailbox.CodeAsync(bytes));
        Assert.Equal(0, mailbox.Rows());
    }

    [Fact]
    public async Task An_expired_directory_serves_sixty_days_more_and_then_nothing_is_accepted()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var last = mailbox.Organisation.Directory.Content.Expires.Value + 60;
        mailbox.Clock.Set(new DateTimeOffset(new CivilDay(last).Date, new TimeOnly(12, 0), TimeSpan.Zero));
        using var lastReport = new SampleReport(mailbox.Organisation, last) { Recipients = [mailbox.Organisation.Deputy] };
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(lastReport.Report()));

        mailbox.Clock.Advance(TimeSpan.FromDays(1));
        using var late = new SampleReport(mailbox.Organisation, last + 1) { Recipients = [mailbox.Organisation.Deputy] };
        Assert.Equal(PutCode.NotOpen, await mailbox.CodeAsync(late.Report()));
    }

    [Fact]
    public async Task A_nearly_full_disk_refuses_before_anything_is_written()
    {
        await using var mailbox = await TestMailbox.OpenAsync(minimumFreeBytes: long.MaxValue);
        using var report = mailbox.NewReport();

        Assert.Equal(PutCode.StorageFull, await mailbox.CodeAsync(report.Report()));
        Assert.Equal(0, mailbox.Rows());
    }

    private static ObjectHeader Header(byte[] bytes) =>
        SealedObject.TryParse(bytes, out var parsed, out var failure) ? parsed.Header : throw new InvalidOperationException(failure.Name());

    private static byte[] Spoil(SampleReport report, SampleOrganisation organisation, string fault) => fault switch
    {
        "cut short" => report.Report()[..^1],
        "nothing" => [],
        "too long" => new byte[Sic.MaximumObjectSize + 1],
        "other suite" => Flip(report.Report(), 5),
        "kind that does not exist" => Flip(report.Report(), 6, 0x40),
        "kind of officers" => report.By(organisation.Responsible, ObjectKind.Reply),
        "sealed to the reporter" => report.Report(header => header with { Recipients = [.. header.Recipients, new Recipient(Id16.Zeros, Stranger)] }),
        "sealed to recovery alone" => report.Report(header => header with { Recipients = [header.Recipients[^1]] }),
        "with a container" => report.Report(header => header with { ContainerLength = 70_000, ContainerHash = Hash32.Ones }),
        "recipient not listed" => report.Report(header => header with { Recipients = [new Recipient(Stranger, header.Recipients[0].KeyId)] }),
        "key of another officer" => report.Report(header => header with { Recipients = [header.Recipients[0] with { KeyId = organisation.Confidant.KeyId }] }),
        "other recovery key" => report.Report(header => header with { Recipients = [header.Recipients[0], new Recipient(Id16.Ones, Stranger)] }),
        "signature flipped" => Flip(report.Report(), ^1),
        "body flipped" => Flip(report.Report(), ^100),
        "directory that never was" => report.Report(header => header with { DirectorySequence = 2 }),
        "other directory hash" => report.Report(header => header with { DirectoryHash = Hash32.Ones }),
        "other organisation" => report.Report(header => header with { OrganisationId = Stranger }),
        "day before yesterday" => report.Report(header => header with { Day = header.Day.AddDays(-2) }),
        "day after tomorrow" => report.Report(header => header with { Day = header.Day.AddDays(2) }),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static byte[] Flip(byte[] bytes, Index at, byte mask = 1)
    {
        bytes[at] ^= mask;
        return bytes;
    }
}
