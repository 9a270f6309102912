using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Host;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Features;
using IntegrityChannel.Intake.Host.Startup;

if (args is ["--version"])
{
    Console.WriteLine($"intake {HostVersion.Version} ({HostVersion.Adapters})");
    return 0;
}

return await StartFailures.ReportAsync(async () =>
{
    var options = IntakeOptions.Read(args);
    var builder = IntakeHost.CreateBuilder();
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

    await using var app = builder.Build();
    app.UseWalls(options);
    app.MapFeatures();
    await app.RunUntilStoppedAsync();
});
