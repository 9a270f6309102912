using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Assisted.Memory;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Sealing;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Assisted.Visits;
using IntegrityChannel.Intake.Host.Pages;
using IntegrityChannel.Intake.Host.Startup;
using Microsoft.AspNetCore.Connections;

namespace IntegrityChannel.Intake.Host.Assisted;

/// <summary>What the path without script is made of.</summary>
internal static class FormServices
{
    /// <summary>Where the framework would put what it buffers into files. The folder does not exist, so that whatever buffers fails instead of writing a text to the disk.</summary>
    private const string TemporaryFolder = "ASPNETCORE_TEMP";

    internal static void AddForms(this IServiceCollection services, IntakeOptions options, DataFolder data, WebManifest web, TimeProvider clock)
    {
        Environment.SetEnvironmentVariable(TemporaryFolder, Path.Combine(data.Root, "intake", "nothing-is-buffered"));
        services.AddSingleton<IMemoryPoolFactory<byte>, ZeroingMemoryPoolFactory>();
        services.AddSingleton(new FrameFacts(web, data.Settings, options.IsDemonstration));
        services.AddSingleton<ChannelTrust>().AddSingleton<SealingDoor>();
        services.AddSingleton(_ => new VisitStore(clock, SystemEntropy.Instance));
        services.AddSingleton<EndedDrafts>().AddSingleton<FormDesk>();
        services.AddHostedService<VisitSweep>();
    }
}
