using IntegrityChannel.Casework.Host.Jobs;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Casework.Tests.Notifications;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Jobs;

/// <summary>The whole casework host on real files, ticked by hand: the clock is set, then the tick runs once.</summary>
internal sealed class TickBench : IAsyncDisposable
{
    private readonly RunningHost outer;
    private readonly WebApplicationFactory<Program> host;
    private readonly TestData? owned;

    internal TickBench(TestData? data = null, Dictionary<string, string>? settings = null)
    {
        owned = data is null ? new TestData() : null;
        outer = new RunningHost(data ?? owned);
        host = outer.WithWebHostBuilder(builder =>
        {
            foreach (var (name, value) in settings ?? [])
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureTestServices(services => services.AddSingleton(Letters.Hasty));
        });

        // Starting imports the organisation, without which intake accepts nothing.
        _ = host.Services;
    }

    internal TestData Files => outer.Files;

    internal ManualClock Clock => outer.Clock;

    internal IServiceProvider Services => host.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Mails in the pickup folder, as text.</summary>
    internal IReadOnlyList<string> Mails => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)]
        : [];

    private string Folder => Path.Combine(Files.Data, "mail");

    /// <summary>Mails to one account.</summary>
    internal IReadOnlyList<string> MailsTo(SampleAccount account) =>
        [.. Mails.Where(mail => mail.Contains($"To: {account.Enrolment.MailAddress}\r\n", StringComparison.Ordinal))];

    /// <summary>A report arrives at the intake host.</summary>
    internal async Task<SampleReport> ReceiveAsync(params SampleOfficer[] recipients)
    {
        var day = DayNow();
        var report = new SampleReport(Files.Sample, day) { Recipients = recipients };
        await outer.PutAsync(report.Report(), PutAudience.Intake);
        return report;
    }

    internal Task PutAsync(byte[] bytes, PutAudience audience) => outer.PutAsync(bytes, audience);

    /// <summary>Sets the clock of both hosts to a wall time in Brussels and ticks so often.</summary>
    internal async Task TickAtAsync(DateOnly day, int hour, int minute = 0, int times = 1)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");
        var local = day.ToDateTime(new TimeOnly(hour, minute));
        Clock.Set(new DateTimeOffset(local, zone.GetUtcOffset(local)));
        for (var time = 0; time < times; time++)
        {
            await Services.GetRequiredService<Tick>().RunAsync(Token);
        }
    }

    /// <summary>A restore was practised on that day, so that no reminder of it comes for three months.</summary>
    internal Task PractiseAsync(DateOnly day) =>
        Services.GetRequiredService<MaintenanceLog>().RecordAsync(MaintenanceLog.Drill, Crypto.Protocol.Encoding.CivilDay.From(day), MaintenanceLog.Well, Token);

    /// <summary>What each step last reported.</summary>
    internal async Task<Dictionary<string, ushort>> ResultsAsync()
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token);
        return await context.TickResults.ToDictionaryAsync(row => row.Name, row => row.Result, Token);
    }

    internal Task<OutboxFigures> OutboxAsync() => Services.GetRequiredService<MailOutbox>().ReadFiguresAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await outer.DisposeAsync();
        owned?.Dispose();
    }

    private uint DayNow() => Crypto.Protocol.Encoding.CivilDay.At(Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels")).Value;
}
