using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>A receipt that nobody can verify is worse than a refusal: the reporter would be told to trust nothing after having reported.</summary>
public sealed class ReceiptKeyTests
{
    [Fact]
    public async Task Nothing_is_accepted_with_a_key_that_the_directory_does_not_list_and_the_same_bytes_are_with_the_listed_one()
    {
        await using var test = await TestMailbox.OpenAsync();
        using var stranger = ChannelKey.Create(new SeededEntropy("stranger"));
        await using var unlisted = await OpenAsync(test, stranger);
        using var report = test.NewReport();
        var bytes = report.Report();

        Assert.Equal(ChannelState.ChannelKeyNotListed, unlisted.State);
        Assert.Equal(PutCode.NotOpen, (await unlisted.PutAsync(bytes, PutAudience.Intake, TestMailbox.Cancel)).Code);
        Assert.Equal(0, test.Rows());

        Assert.Equal(ChannelState.Open, test.Intake.State);
        Assert.Equal(PutCode.Accepted, await test.CodeAsync(bytes));
        Assert.Equal(PutCode.NotOpen, (await unlisted.PutAsync(bytes, PutAudience.Intake, TestMailbox.Cancel)).Code);
    }

    [Fact]
    public async Task A_key_listed_for_notices_signs_no_receipts()
    {
        await using var test = await TestMailbox.OpenAsync();
        await using var casework = await OpenAsync(test, test.Organisation.CaseworkKey);

        Assert.Equal(ChannelState.ChannelKeyNotListed, casework.State);
    }

    [Fact]
    public async Task A_key_serves_to_its_last_day_and_no_longer()
    {
        await using var test = await TestMailbox.OpenAsync(organisation: new SampleOrganisation(channelDays: 400));
        var lastDay = test.Organisation.Directory.Content.Channels[0].To.Value;

        test.Clock.Advance(TimeSpan.FromDays(lastDay - TestMailbox.Today));
        Assert.Equal(ChannelState.Open, test.Intake.State);
        test.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ChannelState.ChannelKeyNotListed, test.Intake.State);
    }

    [Fact]
    public async Task A_store_that_signs_no_receipts_needs_no_key()
    {
        await using var test = await TestMailbox.OpenAsync();
        using var report = test.NewReport();
        await test.PutAsync(report.Report());

        Assert.Equal(ChannelState.Open, test.Casework.State);
        Assert.Equal(PutCode.Accepted, await test.OfficerCodeAsync(report.By(test.Organisation.Responsible, ObjectKind.Reply)));
    }

    [Fact]
    public async Task Before_the_directory_the_state_says_so()
    {
        await using var test = await TestMailbox.OpenAsync(published: false);
        Assert.Equal(ChannelState.NoDirectory, test.Intake.State);

        await test.Casework.Directories.PublishDirectoryAsync(test.Organisation.Directory.Bytes, TestMailbox.Cancel);
        Assert.Equal(ChannelState.NobodyReceives, test.Intake.State);

        await test.Casework.Directories.PublishCertificateAsync(test.Organisation.Certificate(test.Organisation.Deputy), TestMailbox.Cancel);
        Assert.Equal(ChannelState.Open, test.Intake.State);
        test.Clock.Advance(TimeSpan.FromDays(366 + 60));
        Assert.Equal(ChannelState.DirectoryExpired, test.Intake.State);
    }

    private static Task<MailboxStore> OpenAsync(TestMailbox test, ChannelKey key) => MailboxStore.OpenAsync(
        new MailboxOptions
        {
            MailboxFile = test.MailboxFile,
            KeysFile = test.KeysFile,
            Clock = test.Clock,
            Entropy = SystemEntropy.Instance,
            ReceiptKey = key,
            MinimumFreeBytes = 0,
        },
        TestMailbox.Cancel);
}
