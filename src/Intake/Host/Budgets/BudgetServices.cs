using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Host.Startup;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>Puts the budgets into a host: one door for connections, one wall for requests, and what Kestrel itself bounds.</summary>
internal static class BudgetServices
{
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostHeaders = 64;
    private const int MostLineBytes = 2 * 1024;

    // A circuit of Tor may stand still for half a minute and then go on.
    private static readonly MinDataRate SlowestSender = new(bytesPerSecond: 128, gracePeriod: TimeSpan.FromSeconds(30));

    internal static void AddBudgets(this IServiceCollection services, IntakeOptions options, TimeProvider clock)
    {
        var keys = new SourceKeys(clock, SystemEntropy.Instance);
        services.AddSingleton(new ConnectionDoor(options.VisitorsMode, new OpenConnections(clock), keys, clock))
            .AddSingleton(new BodyRoom(clock))
            .AddSingleton(_ => new BudgetDesk(options.Spare, new SourceBuckets(clock, keys), clock, SystemEntropy.Instance));
    }

    /// <summary>What is bounded before a request exists. The number of connections is bounded by the door, which lets newcomers in.</summary>
    internal static void Bound(this KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = null;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestLineSize = MostLineBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = SlowestSender;
        limits.MinResponseDataRate = SlowestSender;
    }

    /// <summary>Before TLS: the door counts connections that never come as far as a request.</summary>
    internal static void UseDoor(this ListenOptions listen)
    {
        var door = listen.ApplicationServices.GetRequiredService<ConnectionDoor>();
        listen.Use(next => connection => door.EnterAsync(connection, next));
    }

    internal static IApplicationBuilder UseBudgets(this WebApplication app) =>
        app.UseBudgets(app.Services.GetRequiredService<BudgetDesk>(), app.Services.GetRequiredService<TimeProvider>());
}
