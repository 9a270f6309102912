using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Wire;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>Runs a command that speaks with a server: every way in which it can stop becomes a sentence on standard error and an exit code.</summary>
internal static class ClientRun
{
    internal static async Task<int> RunAsync(InvocationConfiguration console, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (CommandStopped stopped)
        {
            await console.Error.WriteLineAsync(stopped.Message);
            return stopped.ExitCode;
        }
        catch (ExchangeFailed failed)
        {
            await console.Error.WriteLineAsync(failed.Sentence());
            return failed.Reason == ExchangeFailure.Malformed ? ExitCode.NotVerified : ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("Stopped. What was on its way may have arrived: read the mailbox or the case before you send it again. No half file was kept.");
            return ExitCode.Stopped;
        }
    }
}
