using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>The whole host on real files, with a clock that the test moves. No job ticks by itself.</summary>
internal sealed class RunningHost : WebApplicationFactory<Program>
{
    internal const string Origin = "https://casework.example";
    private readonly TestData data;
    private readonly bool ownsData;
    private readonly string address;
    private readonly string origins;

    /// <param name="data">Its folder; null: one of its own.</param>
    /// <param name="address">Where browsers come to.</param>
    /// <param name="also">Another address that it is told of.</param>
    internal RunningHost(TestData? data = null, string address = Origin, string? also = null)
    {
        this.address = address;
        origins = also is null ? address : $"{address} {also}";
        ownsData = data is null;
        this.data = data ?? new TestData();
    }

    internal TestData Files => data;

    internal ManualClock Clock { get; } = ManualClock.At("2026-03-02T09:00:00+01:00");

    internal LogRecorder Logs { get; } = new();

    internal MailboxStore Mailbox => Services.GetRequiredService<MailboxStore>();

    /// <summary>A browser of its own: cookies are kept, redirects are not followed.</summary>
    internal OfficerBrowser Open()
    {
        var jar = new CookieJar();
        return new OfficerBrowser(CreateDefaultClient(new Uri(address), jar), jar) { Origin = address };
    }

    /// <summary>Puts a report as intake would, and opens its case file as the tick would.</summary>
    internal async Task<SampleReport> SubmitAsync(params SampleOfficer[] recipients)
    {
        var report = new SampleReport(data.Sample, TestData.Today.Value) { Recipients = recipients };
        await PutAsync(report.Report(), PutAudience.Intake);
        await Services.GetRequiredService<CaseFiles>().OpenAsync(report.ReportId, TestData.Today, TestContext.Current.CancellationToken);
        return report;
    }

    internal async Task PutAsync(byte[] bytes, PutAudience audience)
    {
        // The first access starts the host, which imports the directory that the put is judged by.
        _ = Services;

        // Intake runs beside casework on the same files, with the key for receipts.
        await using var intake = await MailboxStore.OpenAsync(
            new MailboxOptions
            {
                MailboxFile = Path.Combine(data.Data, "mailbox.db"),
                KeysFile = Path.Combine(data.Data, "keys.db"),
                Clock = Clock,
                Entropy = SystemEntropy.Instance,
                ReceiptKey = data.Sample.IntakeKey,
            },
            TestContext.Current.CancellationToken);
        var outcome = await intake.PutAsync(bytes, audience, TestContext.Current.CancellationToken);
        Assert.Equal(PutCode.Accepted, outcome.Code);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Development);
        builder.UseSetting("data", data.Data);
        builder.UseSetting("web", data.Web);
        builder.UseSetting("origin", origins);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ILoggerProvider>(Logs);

            // The tick is tested by itself; here it would act while a test looks.
            services.RemoveAll<IHostedService>();
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsData)
        {
            data.Dispose();
        }
    }
}
