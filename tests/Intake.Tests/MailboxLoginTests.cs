using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>Whoever proves the code gets the mailbox; nobody can tell an unknown code from a known one by anything but what it opens (I-16).</summary>
[Collection(OneRunningIntake.Name)]
public sealed class MailboxLoginTests(SharedIntake intake)
{
    private const int Floor = 32 * 1024;

    [Fact]
    public async Task The_code_opens_its_mailbox_with_what_an_officer_replied()
    {
        using var report = await PutAsync();
        await using (var casework = await intake.Process.OpenMailboxAsync())
        {
            var reply = report.By(intake.Process.Organisation.Deputy, ObjectKind.Reply);
            Assert.Equal(PutCode.Accepted, (await casework.PutAsync(reply, PutAudience.Casework, IntakeProcess.Cancel)).Code);
        }

        var (_, body) = await intake.SendAsync(intake.Post("/r/open", await LoginAsync(report)));

        var list = Parse(body);
        Assert.Equal(
            [(ObjectKind.Report, EntryForm.Stub), (ObjectKind.Reply, EntryForm.ForReader)],
            list!.Entries.Select(entry => (entry.Header.Kind, entry.Form)).Order());
        Assert.Equal(IntakeProcess.Today, list.Day.Value);
    }

    [Theory]
    [InlineData("unknown code")]
    [InlineData("signature of another")]
    [InlineData("flipped nonce")]
    [InlineData("nonce of our own making")]
    [InlineData("other origin signed")]
    public async Task I_16_an_unknown_or_unproven_code_gets_an_answer_of_the_same_status_headers_and_length(string fault)
    {
        using var report = await PutAsync();
        using var stranger = intake.Process.NewReport();
        var (known, opened) = await intake.SendAsync(intake.Post("/r/open", await LoginAsync(report)));

        var (unknown, noise) = await intake.SendAsync(intake.Post("/r/open", await SpoilAsync(fault, report, stranger)));

        Assert.NotNull(Parse(opened));
        Assert.Null(Parse(noise));
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(SharedIntake.Headers(known), SharedIntake.Headers(unknown));
        Assert.Equal((Floor, Floor), (opened.Length, noise.Length));
    }

    /// <summary>The control: answers that are not alike differ in what the test above compares.</summary>
    [Fact]
    public async Task I_16_an_answer_of_another_make_would_differ_in_status_headers_and_length()
    {
        using var report = await PutAsync();
        var (known, opened) = await intake.SendAsync(intake.Post("/r/open", await LoginAsync(report)));
        var (page, markup) = await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/nl"));
        var (missing, _) = await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/no-such-page"));

        Assert.NotEqual(SharedIntake.Headers(known), SharedIntake.Headers(page));
        Assert.NotEqual(opened.Length, markup.Length);
        Assert.NotEqual(known.StatusCode, missing.StatusCode);
    }

    [Fact]
    public async Task A_larger_mailbox_is_padded_to_the_next_power_of_two()
    {
        using var report = await PutAsync();
        await using (var casework = await intake.Process.OpenMailboxAsync())
        {
            for (var reply = 0; reply < 4; reply++)
            {
                await casework.PutAsync(report.By(intake.Process.Organisation.Deputy, ObjectKind.Reply), PutAudience.Casework, IntakeProcess.Cancel);
            }
        }

        var (_, body) = await intake.SendAsync(intake.Post("/r/open", await LoginAsync(report)));

        Assert.Equal(2 * Floor, body.Length);
        Assert.Equal(5, Parse(body)!.Entries.Count);
    }

    private async Task<SampleReport> PutAsync()
    {
        var report = intake.Process.NewReport();
        Assert.Equal(PutCode.Accepted, (await intake.PutAsync(report.Report())).Code);
        return report;
    }

    private async Task<byte[]> LoginAsync(SampleReport report)
    {
        var nonce = await intake.HelloAsync();
        return [.. report.MailboxId, .. nonce, .. report.LoginSignature(intake.Process.Origin, nonce)];
    }

    private async Task<byte[]> SpoilAsync(string fault, SampleReport report, SampleReport stranger)
    {
        var nonce = await intake.HelloAsync();
        if (fault == "flipped nonce")
        {
            nonce[^1] ^= 1;
        }
        else if (fault == "nonce of our own making")
        {
            nonce = new byte[52];
        }

        return fault switch
        {
            "unknown code" => await LoginAsync(stranger),
            "signature of another" => [.. report.MailboxId, .. nonce, .. stranger.LoginSignature(intake.Process.Origin, nonce)],
            "other origin signed" => [.. report.MailboxId, .. nonce, .. report.LoginSignature("https://example.org", nonce)],
            _ => [.. report.MailboxId, .. nonce, .. report.LoginSignature(intake.Process.Origin, nonce)],
        };
    }

    private static ObjectList? Parse(byte[] body)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(body);
        return length <= body.Length - 4 && ObjectList.TryParse(body.AsMemory(4, (int)length), out var list, out _) ? list : null;
    }
}
