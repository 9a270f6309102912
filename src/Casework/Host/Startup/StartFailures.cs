using IntegrityChannel.Intake.Mailbox.Storage;
using Microsoft.AspNetCore.Connections;

namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>Turns a start that cannot be into one sentence and an exit code.</summary>
internal static class StartFailures
{
    internal const int Refused = 2;
    internal const int PortTaken = 3;

    internal static async Task<int> ReportAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (StartRefused refused)
        {
            await Console.Error.WriteLineAsync($"casework does not start: {refused.Message}");
            return Refused;
        }
        catch (NewerSchemaException newer)
        {
            await Console.Error.WriteLineAsync($"casework does not start: {newer.Message}");
            return Refused;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            // The framework's sentence names the address and nothing else.
            await Console.Error.WriteLineAsync($"casework does not start: {taken.Message.TrimEnd('.')}. Choose another port with --port (with ./dev run: --casework-port).");
            return PortTaken;
        }
    }
}
