using System.Net;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Features;
using IntegrityChannel.Intake.Host.Pages;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>A start, step by step.</summary>
internal static class IntakeHost
{
    // What a connection may have sent ahead of the one who reads it: two pieces of a part.
    private const int MostReadAhead = 128 * 1024;

    /// <summary>Starts, and runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="change">What a mutant leaves out, to show that a test would notice; nothing in the program.</param>
    internal static async Task RunAsync(string[] args, Action<IServiceCollection>? change = null)
    {
        var options = IntakeOptions.Read(args);
        var builder = CreateBuilder();
        var clock = StartRules.ChooseClock(builder.Environment);
        StartRules.Check(options, builder.Environment);
        var data = DataFolder.Create(options.Data);

        builder.Logging.LogOnlyOurselves();
        builder.WebHost.Listen(options);
        builder.Services.AddSingleton(options).AddSingleton(data).AddSingleton(clock).AddSingleton<IEntropy>(SystemEntropy.Instance);
        var web = builder.Services.AddPages(options, data);
        await builder.Services.AddMailboxAsync(options, data, web, clock);
        builder.Services.AddFeatures();
        builder.Services.AddBudgets(options, clock);
        builder.Services.AddForms(options, data, web, clock);
        change?.Invoke(builder.Services);

        await using var app = builder.Build();
        app.UseWalls(options);
        app.MapFeatures(options.Assisted);
        await app.RunUntilStoppedAsync();
    }

    /// <summary>A host without settings files, event sources, host filtering or request logging: what is not added here is not there.</summary>
    internal static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environments.Production,
        });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();

        // Otherwise each read of a socket waits for a byte by a call of its own: twice the calls, to spare an idle connection 4 KiB.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        return builder;
    }

    /// <summary>One category reaches the console; what frameworks would say about requests goes nowhere.</summary>
    internal static void LogOnlyOurselves(this ILoggingBuilder logging)
    {
        logging.AddFilter((category, level) => category == Log.Category && level >= LogLevel.Information);
        logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    internal static void Listen(this IWebHostBuilder web, IntakeOptions options) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Sic.MaximumObjectSize;
        kestrel.Limits.Bound();
        kestrel.Limits.MaxRequestBufferSize = MostReadAhead;
        if (options.Certificate is { } certificate)
        {
            OwnCertificate.Load(kestrel, certificate);
        }

        if (options.Bind != IntakeOptions.Loopback)
        {
            kestrel.Listen(IPAddress.Parse(options.Bind), options.Port, Protect);
        }
        else if (options.Port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, 0, Protect);
        }
        else
        {
            kestrel.ListenLocalhost(options.Port, Protect);
        }

        void Protect(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseDoor();
            if (options.Certificate is not null)
            {
                listen.UseHttps();
            }
        }
    });

    internal static WebManifest AddPages(this IServiceCollection services, IntakeOptions options, DataFolder data)
    {
        var web = WebManifest.Load(options.WebFolder);
        services.AddSingleton(web).AddSingleton(new ReporterPage(web, data.Settings, options.IsDemonstration))
            .AddSingleton(new AttachmentSetting(data.Settings)).AddSingleton<IEntropy>(SystemEntropy.Instance);
        return web;
    }

    /// <summary>Opens the mailbox with intake's own channel key, before anything listens.</summary>
    internal static async Task AddMailboxAsync(this IServiceCollection services, IntakeOptions options, DataFolder data, WebManifest web, TimeProvider clock)
    {
        var seed = PrivateKeyFile.ReadOrCreate(data.ChannelKey, SystemEntropy.Instance);
        var channelKey = ChannelKey.Load(seed);
        CryptographicOperations.ZeroMemory(seed);
        var mailbox = await MailboxStore.OpenAsync(
            new MailboxOptions
            {
                MailboxFile = data.MailboxFile,
                KeysFile = data.KeysFile,
                Clock = clock,
                Entropy = SystemEntropy.Instance,
                ReceiptKey = channelKey,
                MinimumFreeBytes = options.MinimumFreeBytes,
            },
            CancellationToken.None);

        var host = new ChannelHost(ChannelUses.Receipts, channelKey.PublicKey, options.Origins) { Page = Hash32.From(SHA256.HashData(web.Bytes)) };
        await mailbox.Hosts.AnnounceAsync(host, CancellationToken.None);
        services.AddSingleton(_ => new SealerFile(web, data.Settings, options.IsDemonstration, mailbox, host)).AddHostedService<SealerWatch>();

        // Registered by factory, so that the container disposes them: the writer stores what waits before the process ends.
        services.AddSingleton(_ => channelKey).AddSingleton(_ => mailbox);
        services.AddSingleton(new LoginNonces(PrivateKeyFile.ReadOrCreate(data.LoginKey, SystemEntropy.Instance), clock, SystemEntropy.Instance));
        services.AddHostedService<OrphanKeySweep>();
        services.AddHostedService<StateWatch>();
    }

    /// <summary>What every request passes, outermost first.</summary>
    internal static void UseWalls(this WebApplication app, IntakeOptions options)
    {
        app.UseSecurityHeaders(options.Origins);
        app.UseFailureWall();
        app.UseRouting();
        app.UseBudgets();
    }

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    internal static async Task RunUntilStoppedAsync(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category);
        _ = app.Services.GetRequiredService<ChannelKey>();
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Log.Started(logger, HostVersion.Version, HostVersion.Adapters, string.Join(' ', addresses));
        await app.WaitForShutdownAsync();
        Log.Stopped(logger);
    }
}
