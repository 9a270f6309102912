using IntegrityChannel.Intake.Host.Startup;

if (args is ["--version"])
{
    Console.WriteLine($"intake {HostVersion.Version} ({HostVersion.Adapters})");
    return 0;
}

return await StartFailures.ReportAsync(() => IntakeHost.RunAsync(args));
