using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>The list of keys of the sample ends 366 days after Monday 2 March 2026, its certificates the day before.</summary>
public sealed class KeyMailTests
{
    private static readonly DateOnly ListEnds = TestData.Today.AddDays(366).Date;
    private static readonly string Sentence = MailTexts.Load().Body("nl", Casework.Rules.Reminders.MailUrgency.None, keysEnd: true, drillDue: false, signIn: null).Split('\n')[0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Officers_and_administrators_are_told_in_the_slot_once_and_nothing_of_a_case()
    {
        await using var bench = new TickBench();
        await bench.PractiseAsync(ListEnds.AddDays(-92));
        await bench.TickAtAsync(ListEnds.AddDays(-92), 9);
        await bench.TickAtAsync(ListEnds.AddDays(-90), 7, 59);
        Assert.Empty(bench.Mails);

        // The certificate's warning of yesterday and the list's of today are one mail.
        await bench.TickAtAsync(ListEnds.AddDays(-90), 8, times: 3);
        await bench.TickAtAsync(ListEnds.AddDays(-89), 8, times: 2);

        Assert.All(bench.Files.Accounts, account => Assert.Single(bench.MailsTo(account)));
        Assert.All(bench.Mails, mail => Assert.DoesNotContain(Body(mail), char.IsDigit));
        Assert.All(bench.Mails, mail => Assert.Contains(Sentence, Unfolded(mail), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_and_a_jump_of_months_send_no_second_one()
    {
        using var data = new TestData();
        await using (var before = new TickBench(data))
        {
            await before.TickAtAsync(TestData.Today.Date, 9);
            await before.TickAtAsync(ListEnds.AddDays(-10), 8, times: 2);
            Assert.Single(before.MailsTo(data.Administrator));
        }

        await using var after = new TickBench(data);
        await after.TickAtAsync(ListEnds.AddDays(-10), 8, 1);
        await after.TickAtAsync(ListEnds.AddDays(-50), 9);
        await after.TickAtAsync(ListEnds.AddDays(-9), 9, times: 2);
        Assert.Equal(2, after.MailsTo(data.Administrator).Count); // the second belongs to the slot of the day that was skipped at first

        await after.TickAtAsync(ListEnds.AddDays(40), 9, times: 2);
        Assert.Equal(3, after.MailsTo(data.Administrator).Count);
    }

    [Fact]
    public async Task I_26_under_the_constant_rule_the_officers_mail_does_not_tell_it_and_administrators_are_told()
    {
        using var data = new TestData();
        await File.WriteAllTextAsync(
            Path.Combine(data.Organisation, "settings.json"), """{"name":{"nl":"Zone"},"languages":["nl"],"zone":"Europe/Brussels","mailRule":"constant"}""", Token);
        await using var bench = new TickBench(data);
        var monday = new DateOnly(2026, 11, 30);
        await bench.PractiseAsync(monday);
        await bench.TickAtAsync(monday, 8);
        await bench.TickAtAsync(ListEnds.AddDays(-90), 8);

        var mails = bench.MailsTo(data.Responsible);
        Assert.Equal(2, mails.Count);
        Assert.Equal(Body(mails[0]), Body(mails[1]));
        Assert.DoesNotContain(Sentence, Unfolded(mails[1]), StringComparison.Ordinal);
        Assert.Contains(Sentence, Unfolded(Assert.Single(bench.MailsTo(data.Administrator))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_deactivated_or_gave_no_address_is_mailed_nothing_and_holds_nothing_up()
    {
        await using var bench = new TickBench();
        var people = bench.Services.GetRequiredService<People>();
        Assert.True(await people.TryDeactivateAsync(bench.Files.Deputy.OfficerId, TestData.Today.Value, Token));
        await using (var context = await bench.Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token))
        {
            await context.Database.ExecuteSqlAsync($"UPDATE accounts SET mail_address = '' WHERE name = {bench.Files.Administrator.Name}", Token);
        }

        await bench.TickAtAsync(ListEnds.AddDays(-7), 8, times: 2);

        Assert.Equal(2, bench.Mails.Count);
        Assert.Equal(0, (await bench.OutboxAsync()).Waiting);
        Assert.Equal(0, (await bench.ResultsAsync())["send-mails"]);
    }

    [Fact]
    public async Task A_warning_that_waits_for_the_mail_server_is_taken_over_by_the_next_mail()
    {
        await using var bench = new TickBench(settings: new()
        {
            ["Mail:Transport"] = "smtp", ["Mail:Host"] = "mail.zone.example", ["Mail:Security"] = "tls", ["Mail:From"] = "channel@zone.example",
        });
        await bench.TickAtAsync(ListEnds.AddDays(-30), 8);
        await bench.ReceiveAsync(bench.Files.Sample.Responsible);
        await bench.TickAtAsync(ListEnds.AddDays(-29), 8);

        await using var context = await bench.Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token);
        var id = bench.Files.Responsible.OfficerId.ToArray();
        var rows = await context.Outbox.Where(row => row.OfficerId == id).OrderBy(row => row.SlotDay).ToListAsync(Token);
        Assert.Equal([OutboxState.Superseded, OutboxState.Waiting], rows.Select(row => row.State));
        Assert.Equal(((byte)Casework.Rules.Reminders.MailUrgency.News, true), (rows[1].Urgency, rows[1].KeysEnd));
    }

    [Fact]
    public async Task Administrators_alone_are_told_when_no_restore_was_practised_for_three_months_until_somebody_did()
    {
        await using var bench = new TickBench();
        var quarter = TestData.Today.AddDays(Casework.Rules.Reminders.DrillReminder.QuarterDays).Date;
        var sentence = MailTexts.Load().Body("nl", Casework.Rules.Reminders.MailUrgency.None, keysEnd: false, drillDue: true, signIn: null).Split('\n')[0];
        await bench.TickAtAsync(quarter.AddDays(-1), 9);
        Assert.Empty(bench.Mails);

        await bench.TickAtAsync(quarter, 8, times: 3);
        Assert.Contains(sentence, Unfolded(Assert.Single(bench.MailsTo(bench.Files.Administrator))), StringComparison.Ordinal);
        await bench.TickAtAsync(quarter.AddDays(1), 8, times: 2);
        await bench.PractiseAsync(quarter.AddDays(1));
        await bench.TickAtAsync(quarter.AddDays(60), 8);
        Assert.Single(bench.Mails);
    }

    private static string Body(string mail) => mail.Split("\r\n\r\n", 2)[1];

    private static string Unfolded(string mail) => Body(mail).Replace("=\r\n", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
}
