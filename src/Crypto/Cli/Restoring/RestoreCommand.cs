using System.CommandLine;
using IntegrityChannel.Crypto.Protocol.Backups;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>
/// <c>integrity restore</c>: a new data folder from a backup, with the shares of the recovery holders. Needs no database and no network, so that the shares
/// can stay on a machine apart. Exit code 0, 2 (usage), 3 (refused) or 4 (does not verify).
/// </summary>
internal static class RestoreCommand
{
    internal static Command Create()
    {
        var backup = new Argument<DirectoryInfo>("DIR") { Description = "Folder with long-term/ and keys/." };
        var data = new Option<DirectoryInfo>("--data") { Description = "The new data folder; must not exist or be empty.", Required = true };
        var shares = new Option<FileInfo[]>("--shares") { Description = "As many recovery shares as the directory asks for, one text file each.", Required = true, AllowMultipleArgumentsPerToken = true };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "The fingerprint of the poster; a backup of another root is refused." };
        var schemas = new Option<string?>("--schemas") { Description = "The versions that the installed programs know, as `casework schemas` prints them." };
        var longTerm = new Option<FileInfo?>("--long-term") { Description = "This long-term part instead of the newest." };
        var keys = new Option<FileInfo?>("--keys") { Description = "This keys part instead of the newest." };
        var withoutKeys = new Option<bool>("--without-keys") { Description = "Restore the long-term part alone: then no report opens any more." };
        var rehearse = new Option<bool>("--rehearse") { Description = "An exercise: read and verify all of it with the shares, and write nothing." };
        var command = new Command("restore", "Make a data folder from a backup.") { backup, data, shares, fingerprint, schemas, longTerm, keys, withoutKeys, rehearse };
        command.SetAction((result, cancellation) => RunAsync(
            new RestoreRequest
            {
                Backup = result.GetValue(backup)!.FullName,
                Data = result.GetValue(data)!.FullName,
                Shares = [.. result.GetValue(shares)!.Select(file => file.FullName)],
                Fingerprint = result.GetValue(fingerprint),
                Schemas = result.GetValue(schemas),
                LongTerm = result.GetValue(longTerm)?.FullName,
                Keys = result.GetValue(keys)?.FullName,
                WithoutKeys = result.GetValue(withoutKeys),
                Rehearse = result.GetValue(rehearse),
            },
            result.InvocationConfiguration,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(RestoreRequest request, InvocationConfiguration console, CancellationToken cancellation)
    {
        try
        {
            var restored = await new Restore(request, console.Output).RunAsync(cancellation);
            if (request.Rehearse)
            {
                console.Output.WriteLine($"REHEARSAL: the backup of {restored.Day} is whole and genuine and opens with these shares. Nothing was written.");
                return ExitCode.Done;
            }

            console.Output.WriteLine($"Restored the state of {restored.Day} to {request.Data}. Fingerprint: {restored.Directory.Fingerprint} (compare it with the poster).");
            console.Output.WriteLine(request.WithoutKeys
                ? "Without its keys part no report in it opens, and the hosts need new channel keys."
                : "What reached the channel after that day is not in it.");
            return ExitCode.Done;
        }
        catch (RestoreRefused refused)
        {
            console.Error.WriteLine($"restore: {refused.Message}");
            return refused.Code;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"restore: {fault.Message}");
            return ExitCode.Refused;
        }
    }
}
