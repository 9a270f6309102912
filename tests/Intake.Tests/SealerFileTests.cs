using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>The offline sealer as intake gives it out.</summary>
public sealed partial class SealerFileTests
{
    [Fact]
    public async Task It_holds_the_newest_list_without_confirmations_is_announced_first_and_changes_only_with_the_list()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        await using (var mailbox = await intake.OpenMailboxAsync())
        {
            await mailbox.Directories.PublishFreshnessAsync(intake.Organisation.Freshness(intake.Organisation.Responsible, IntakeProcess.Today), IntakeProcess.Cancel);
        }

        await intake.RunAsync();
        var first = await FetchAsync(intake);

        Assert.True(DirectoryDocument.TryParse(ListIn(first), out var list, out _));
        Assert.Empty(list.Freshness);
        Assert.Equal(intake.Organisation.Officers.Count, list.Certificates.Count);
        Assert.Equal(SHA256.HashData(first), await AnnouncedAsync(intake));

        await File.WriteAllTextAsync(intake.Environment["INTEGRITY_CLOCK_FILE"], "2026-03-04T10:00:00+01:00", IntakeProcess.Cancel);
        Assert.Equal(first, await FetchAsync(intake));
        await using (var mailbox = await intake.OpenMailboxAsync())
        {
            await mailbox.Directories.PublishDirectoryAsync(intake.Organisation.IssueNext(IntakeProcess.Today, acceptFrom: 1).Bytes, IntakeProcess.Cancel);
        }

        var second = await FetchAsync(intake);
        Assert.NotEqual(first, second);
        Assert.Equal(SHA256.HashData(second), await AnnouncedAsync(intake));
    }

    private static async Task<byte[]> FetchAsync(IntakeProcess intake)
    {
        using var client = intake.Client();
        using var response = await client.GetAsync(new Uri("/sealer", UriKind.Relative), IntakeProcess.Cancel);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("attachment; filename=\"info.html\"", response.Content.Headers.ContentDisposition!.ToString());
        return await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel);
    }

    private static async Task<byte[]> AnnouncedAsync(IntakeProcess intake)
    {
        await using var mailbox = await intake.OpenMailboxAsync();
        return (await mailbox.Hosts.FindAsync(ChannelUses.Receipts, IntakeProcess.Cancel))!.Sealer!.Value.ToArray();
    }

    private static byte[] ListIn(byte[] file) => Convert.FromBase64String(BakedList().Match(Encoding.UTF8.GetString(file)).Groups["list"].Value);

    [GeneratedRegex("data-directory=\"(?<list>[^\"]*)\"")]
    private static partial Regex BakedList();
}
