using IntegrityChannel.Intake.Host.Assisted.Memory;
using IntegrityChannel.Intake.Host.Startup;

// The intake program without the pool that zeroes memory of connections: everything else is the same. A scan of its memory must find what was typed, or
// the scan of the real one proves nothing (I-20).
return await StartFailures.ReportAsync(() => IntakeHost.RunAsync(
    args, services => services.Remove(services.Last(service => service.ImplementationType == typeof(ZeroingMemoryPoolFactory)))));
