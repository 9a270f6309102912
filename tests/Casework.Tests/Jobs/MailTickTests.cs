using System.Text.RegularExpressions;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Casework.Tests.Notifications;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>Reports received on Monday 2 March 2026; alarms on 5, 7 and 9 March.</summary>
public sealed partial class MailTickTests
{
    private static readonly DateOnly Received = TestData.Today.Date;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task News_is_mailed_in_the_slot_of_the_next_day_once_however_often_it_ticks()
    {
        await using var bench = new TickBench();
        await bench.ReceiveAsync(bench.Files.Sample.Responsible, bench.Files.Sample.Deputy);

        await bench.TickAtAsync(Received, 10, times: 2);
        Assert.Empty(bench.Mails);
        await bench.TickAtAsync(Received.AddDays(1), 7, 59);
        Assert.Empty(bench.Mails);
        await bench.TickAtAsync(Received.AddDays(1), 8, 0, times: 3);
        await bench.TickAtAsync(Received.AddDays(1), 23, 59, times: 2);

        Assert.Single(bench.MailsTo(bench.Files.Responsible));
        Assert.Single(bench.MailsTo(bench.Files.Deputy));
        Assert.Equal(2, bench.Mails.Count);
    }

    [Fact]
    public async Task A_restart_in_the_slot_sends_nothing_twice()
    {
        using var data = new TestData();
        await using (var first = new TickBench(data))
        {
            await first.ReceiveAsync(data.Sample.Responsible);
            await first.TickAtAsync(Received.AddDays(1), 8);
        }

        await using var second = new TickBench(data);
        await second.TickAtAsync(Received.AddDays(1), 8, 1);

        Assert.Single(second.Mails);
    }

    [Fact]
    public async Task A_jump_of_a_week_sends_one_mail_and_a_jump_back_and_forth_no_more()
    {
        await using var bench = new TickBench();
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        await bench.TickAtAsync(Received, 9);

        await bench.TickAtAsync(Received.AddDays(7), 8, times: 2);
        Assert.Single(bench.Mails);
        await bench.TickAtAsync(Received.AddDays(2), 9);
        await bench.TickAtAsync(Received.AddDays(7), 9, times: 2);

        Assert.Equal(2, bench.Mails.Count); // the second belongs to the slot of the day that was skipped at first
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_silences_no_later_slot()
    {
        await using var bench = new TickBench();
        await bench.PractiseAsync(Received.AddMonths(8));
        await bench.TickAtAsync(Received.AddMonths(8), 9);
        await bench.TickAtAsync(Received, 9);
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);

        await bench.TickAtAsync(Received.AddDays(1), 8);

        Assert.Single(bench.Mails);
    }

    [Fact]
    public async Task The_deputy_is_mailed_later_and_an_officer_who_was_left_out_never()
    {
        await using var bench = new TickBench();
        await ReadByAllAsync(bench, await bench.ReceiveAsync(bench.Files.Sample.Responsible, bench.Files.Sample.Deputy));

        await bench.TickAtAsync(Received.AddDays(3), 8);
        Assert.Single(bench.MailsTo(bench.Files.Responsible));
        Assert.Empty(bench.MailsTo(bench.Files.Deputy));

        for (var days = 4; days <= 30; days++)
        {
            await bench.TickAtAsync(Received.AddDays(days), 8);
        }

        Assert.NotEmpty(bench.MailsTo(bench.Files.Deputy));
        Assert.Empty(bench.MailsTo(bench.Files.Confidant));
        Assert.Empty(bench.MailsTo(bench.Files.Administrator));
    }

    [Fact]
    public async Task Under_the_constant_rule_every_officer_gets_the_same_bytes_whatever_happened()
    {
        using var data = new TestData();
        await File.WriteAllTextAsync(
            Path.Combine(data.Organisation, "settings.json"),
            """{"name":{"nl":"Zone"},"languages":["nl"],"zone":"Europe/Brussels","mailRule":"constant"}""",
            Token);
        await using var bench = new TickBench(data);
        await bench.TickAtAsync(Received, 8);
        var quiet = bench.MailsTo(data.Responsible).Single();
        await bench.ReceiveAsync(data.Sample.Responsible);
        await bench.TickAtAsync(Received.AddDays(1), 8);

        var mails = bench.MailsTo(data.Responsible);
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Equal(Unvarying(quiet), Unvarying(mail)));
        Assert.Equal(2, bench.MailsTo(data.Confidant).Count);

        await bench.TickAtAsync(new DateOnly(2026, 3, 7), 8); // a Saturday
        Assert.Equal(2, bench.MailsTo(data.Responsible).Count);
    }

    [Fact]
    public async Task A_mail_names_no_case_no_report_and_no_machine()
    {
        await using var bench = new TickBench();
        var report = await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        await bench.TickAtAsync(Received.AddDays(7), 8);

        var mail = Assert.Single(bench.Mails);
        var number = (await bench.Services.GetRequiredService<CaseFiles>().ReadAllAsync(Token)).Single().Value.CaseNumber;
        var words = mail.Split("\r\n\r\n", 2)[1];
        Assert.DoesNotContain(number, words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(report.ReportId.ToString(), mail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Environment.MachineName, mail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(words, char.IsDigit);
    }

    [Fact]
    public async Task A_week_without_a_mail_server_loses_nothing_and_ends_with_one_mail()
    {
        int port;
        using (var gone = await SmtpServer.StartAsync())
        {
            port = gone.Port;
        }

        await using var bench = new TickBench(settings: new()
        {
            ["Mail:Transport"] = "smtp", ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{port}", ["Mail:Security"] = "none", ["Mail:From"] = "channel@zone.example",
        });
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        for (var days = 1; days <= 8; days++)
        {
            await bench.TickAtAsync(Received.AddDays(days), 8, times: 2);
        }

        Assert.Equal(1, (await bench.OutboxAsync()).Waiting);
        Assert.Equal((ushort)MailProblem.ConnectionFailed, (await bench.ResultsAsync())["send-mails"]);

        using var back = await SmtpServer.StartAsync("--port", $"{port}");
        await Task.Delay(Letters.Hasty.Break + TimeSpan.FromMilliseconds(100), Token);
        await bench.TickAtAsync(Received.AddDays(8), 9, times: 3);

        var letter = Assert.Single(await back.WaitForLettersAsync(1));
        Assert.Contains("channel@zone.example", letter.GetProperty("sender").GetString(), StringComparison.Ordinal);
        Assert.Equal("zone.example", letter.GetProperty("ehlo").GetString());
        var after = await bench.OutboxAsync();
        Assert.Equal((0, 0), (after.Waiting, after.Failed));
        Assert.Equal(0, (await bench.ResultsAsync())["send-mails"]);
    }

    [Fact]
    public async Task Wrong_settings_keep_the_mails_and_show_their_code()
    {
        await using var bench = new TickBench(settings: new() { ["Mail:Transport"] = "smtp", ["Mail:Host"] = "mail.zone.example", ["Mail:Security"] = "ssl", ["Mail:From"] = "channel@zone.example" });
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);

        await bench.TickAtAsync(Received.AddDays(1), 8);

        Assert.Equal((ushort)MailProblem.UnknownSecurity, (await bench.ResultsAsync())["send-mails"]);
        Assert.Equal((1, 0), ((await bench.OutboxAsync()).Waiting, (await bench.OutboxAsync()).Failed));
        var report = await bench.Services.GetRequiredService<MailStatus>().ReadAsync(Token);
        Assert.False(report.Configured);
        Assert.Equal("E-63", report.Problem.Code());
    }

    [Fact]
    public async Task After_feedback_no_alarm_follows()
    {
        await using var bench = new TickBench();
        var report = await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        await bench.TickAtAsync(Received, 10);
        await bench.PutAsync(report.By(bench.Files.Sample.Responsible, ObjectKind.Acknowledgement), PutAudience.Casework);
        await bench.PutAsync(report.By(bench.Files.Sample.Responsible, ObjectKind.Feedback), PutAudience.Casework);
        await ReadByAllAsync(bench, report);
        await bench.PractiseAsync(new(2026, 5, 3));

        foreach (var day in (DateOnly[])[new(2026, 3, 9), new(2026, 5, 3), new(2026, 6, 2), new(2026, 6, 8)])
        {
            await bench.TickAtAsync(day, 8);
        }

        Assert.Empty(bench.Mails);
    }

    private static async Task ReadByAllAsync(TickBench bench, Testing.SampleReport report)
    {
        foreach (var officer in bench.Files.Sample.Officers)
        {
            await bench.Services.GetRequiredService<CaseReads>().RecordAsync(officer.Id, report.ReportId, TestData.Today, 1, Token);
        }
    }

    /// <summary>The mail without the two headers that every mail of the world has to itself.</summary>
    private static string Unvarying(string mail) => OwnHeaders().Replace(mail, "");

    [GeneratedRegex("^(Date|Message-ID): .*\r\n", RegexOptions.Multiline)]
    private static partial Regex OwnHeaders();
}
