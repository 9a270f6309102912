using IntegrityChannel.Casework.Host;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Features;
using IntegrityChannel.Casework.Host.Jobs;
using IntegrityChannel.Casework.Host.Maintenance;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Platform;

if (args is ["--version"])
{
    Console.WriteLine($"casework {HostVersion.Version} ({HostVersion.Adapters})");
    return 0;
}

if (MaintenanceCommands.IsOne(args))
{
    return await MaintenanceCommands.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
}

return await StartFailures.ReportAsync(async () =>
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.Configuration.ReadSettingsFrom(args);
    builder.Logging.LogOnlyOurselves();

    var options = CaseworkHost.ReadOptions(builder.Configuration);
    var clock = CaseworkHost.ChooseClock(builder.Environment);
    StartRules.Check(options, builder.Environment);
    var data = DataFolder.Create(options.Data);
    builder.WebHost.Listen(options);

    builder.Services.AddSingleton(clock);
    builder.Services.AddSingleton<IEntropy>(SystemEntropy.Instance);
    builder.Services.AddMailbox(data);
    builder.Services.AddCaseworkStorage(data.CaseworkFile);
    builder.Services.AddOrganisation(options, data);
    builder.Services.AddOfficerAccess(data, clock);
    builder.Services.AddMail(builder.Configuration, data);
    builder.Services.AddJobs();
    builder.Services.AddFeatures();

    await using var app = builder.Build();
    await app.PrepareAsync(CancellationToken.None);
    app.UseWalls(options);
    app.MapFeatures();
    app.SayWhenListening();
    await app.RunAsync();
});
