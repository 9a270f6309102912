using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Features.StoreVault;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Pages;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>The steps of a start, in the order in which Program lists them.</summary>
internal static class CaseworkHost
{
    // As in intake (Budgets/BudgetServices).
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostHeaders = 64;
    private const int MostLineBytes = 2 * 1024;

    /// <summary>Command line and INTEGRITY_* only: no settings file and no stray variable such as PORT has a say.</summary>
    internal static void ReadSettingsFrom(this ConfigurationManager configuration, string[] args)
    {
        configuration.Sources.Clear();
        configuration.AddEnvironmentVariables("INTEGRITY_").AddCommandLine(RepeatedOrigins.Join(args));
    }

    /// <exception cref="StartRefused">A setting cannot be used.</exception>
    internal static CaseworkOptions ReadOptions(IConfiguration configuration)
    {
        var options = configuration.Get<CaseworkOptions>() ?? new CaseworkOptions();
        options.Certificate = OwnCertificate.IsSet(configuration) ? configuration : null;
        IReadOnlyList<string> faults = [.. options.Faults(), .. OwnCertificate.Foreign(configuration).Select(name => $"Kestrel:{name} has no say here; --bind and --port choose where to listen.")];
        return faults.Count > 0 ? throw new StartRefused(string.Join(Environment.NewLine, faults)) : options;
    }

    /// <exception cref="StartRefused">A clock file is set where it must not be, or cannot be read.</exception>
    internal static TimeProvider ChooseClock(IHostEnvironment environment) =>
        ProcessClock.Choose(Environment.GetEnvironmentVariable(ProcessClock.Variable), environment.EnvironmentName) switch
        {
            ClockChoice.Chosen chosen => chosen.Clock,
            ClockChoice.Refused refused => throw new StartRefused(refused.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>One category reaches the console; what frameworks would say about requests and commands goes nowhere.</summary>
    internal static void LogOnlyOurselves(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.None);
        logging.AddFilter((category, level) => category?.StartsWith(Log.Category, StringComparison.Ordinal) == true && level >= LogLevel.Information);
        logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    internal static void Listen(this IWebHostBuilder web, CaseworkOptions options) => web.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = StoreVaultEndpoint.BodyLimit;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        kestrel.Limits.MaxRequestLineSize = MostLineBytes;
        if (options.Certificate is { } certificate)
        {
            OwnCertificate.Load(kestrel, certificate);
        }

        if (options.Bind != CaseworkOptions.Loopback)
        {
            kestrel.Listen(System.Net.IPAddress.Parse(options.Bind), options.Port, Protect);
        }
        else if (options.Port == 0)
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, Protect);
        }
        else
        {
            kestrel.ListenLocalhost(options.Port, Protect);
        }

        void Protect(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is not null)
            {
                listen.UseHttps();
            }
        }
    });

    internal static IServiceCollection AddOrganisation(this IServiceCollection services, CaseworkOptions options, DataFolder data)
    {
        var organisation = OrganisationNow.Read(data);
        var web = WebManifest.Load(options.WebFolder);
        return services
            .AddSingleton(options)
            .AddSingleton(data)
            .AddSingleton(organisation)
            .AddSingleton(web)
            .AddSingleton(provider => new OfficerPage(web, organisation, provider.GetRequiredService<MailTexts>(), data))
            .AddSingleton(provider => organisation.Exists ? ChannelKeyFile.Load(data.ChannelKey) : ChannelKeyFile.LoadOrCreate(data.ChannelKey, provider.GetRequiredService<IEntropy>()))
            .AddSingleton(provider => provider.GetRequiredService<MailboxStore>().Directories)
            .AddSingleton(provider => provider.GetRequiredService<MailboxStore>().Hosts)
            .AddSingleton<ServedPages>()
            .AddSingleton<LogKeeper>()
            .AddSingleton<AccessRecorder>()
            .AddSingleton<CivilClock>()
            .AddSingleton<NoticeKey>()
            .AddSingleton<OfficerRegister>()
            .AddSingleton<EnrolmentImport>()
            .AddSingleton<OrganisationImport>()
            .AddSingleton<OneTimeCodes>()
            .AddSingleton<SetUpCode>()
            .AddSingleton<DirectoryPlan>();
    }

    /// <summary>Mail as the section Mail of the configuration sets it; its folder and languages are the organisation's.</summary>
    internal static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration, DataFolder data) =>
        services.AddNotifications(configuration.GetSection(MailOptions.Section), provider =>
            new MailSurroundings(data.Mail, () => provider.GetRequiredService<OrganisationNow>().Settings?.Languages ?? []));

    /// <summary>The mailbox both hosts share, opened with this host's clock and randomness.</summary>
    internal static IServiceCollection AddMailbox(this IServiceCollection services, DataFolder data) => services.AddSingleton(provider =>
        MailboxStore.OpenAsync(
            new MailboxOptions
            {
                MailboxFile = data.MailboxFile,
                KeysFile = data.KeysFile,
                Clock = provider.GetRequiredService<TimeProvider>(),
                Entropy = provider.GetRequiredService<IEntropy>(),
            },
            CancellationToken.None).GetAwaiter().GetResult());

    /// <summary>Schema and organisation, before the first request.</summary>
    internal static async Task PrepareAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        await CaseworkDatabase.MigrateAsync(app.Services, cancellationToken);
        if (app.Services.GetRequiredService<OrganisationNow>().Settings is not { } settings)
        {
            _ = app.Services.GetRequiredService<ChannelKey>();
            return;
        }

        await app.Services.GetRequiredService<OrganisationImport>().RunAsync(settings, cancellationToken);
        if (app.Services.GetRequiredService<NoticeKey>().State is not ChannelState.Open and var state)
        {
            Log.NoNotices(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category), state.Number(), state);
        }
    }

    /// <summary>One line at either end of the process's life.</summary>
    internal static void SayWhenListening(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Log.Started(logger, HostVersion.Version, HostVersion.Adapters, string.Join(' ', app.Urls));
            ShowSetUpCode(app);
        });
        app.Lifetime.ApplicationStopped.Register(() => Log.Stopped(logger));
    }

    // The log is a file somewhere, the console of a local process is not: without organisation StartRules let only that one come this far.
    private static void ShowSetUpCode(WebApplication app)
    {
        if (!app.Services.GetRequiredService<OrganisationNow>().Exists)
        {
            app.Services.GetRequiredService<SetUpCode>().Show(Console.Out, app.Services.GetRequiredService<CaseworkOptions>().Origins[0]);
        }
    }

    /// <summary>What every request passes, outermost first.</summary>
    internal static void UseWalls(this WebApplication app, CaseworkOptions options)
    {
        app.UseSecurityHeaders(options);
        app.UseFailureWall();
        app.UseExactOrigin(options);
        app.UseStageWall(app.Services.GetRequiredService<OrganisationNow>());
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(Antiforgery.GuardAsync);
    }
}
