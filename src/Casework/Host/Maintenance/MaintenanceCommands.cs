using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Maintenance;

/// <summary>
/// What this program does beside serving, each in a short process of its own on the same files: <c>backup --to DIR</c>, <c>drill</c> (notes that a restore
/// was practised), <c>access --to FILE</c> (who read what, for an auditor) and <c>schemas</c>. All take <c>--data DIR</c>. Exit code 0, 2 (usage) or 3 (refused).
/// </summary>
internal static class MaintenanceCommands
{
    private const int Done = 0;
    private const int Usage = 2;
    private const int Refused = 3;

    internal static bool IsOne(string[] args) => args is ["backup" or "drill" or "access" or "schemas", ..];

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("INTEGRITY_").AddCommandLine(args[1..]).Build();
        var data = configuration["data"] ?? "data";
        try
        {
            return args[0] switch
            {
                "schemas" => Say(output, Schemas.List()),
                "drill" => await DrillAsync(Existing(data), string.Equals(configuration["outcome"], "failed", StringComparison.Ordinal), cancellationToken),
                "access" when configuration["to"] is { Length: > 0 } to => await AccessAsync(Existing(data), to, cancellationToken),
                "access" => Say(errors, "Usage: access --to FILE [--data DIR]", Usage),
                _ when configuration["to"] is { Length: > 0 } to => await BackUpAsync(Existing(data), to, output, cancellationToken),
                _ => Say(errors, "Usage: backup --to DIR [--data DIR]", Usage),
            };
        }
        catch (Exception refused) when (refused is StartRefused or IOException or UnauthorizedAccessException or InvalidDataException or System.Data.Common.DbException)
        {
            // The system's own sentence names a file and nothing of its content.
            return Say(errors, $"{args[0]}: {refused.Message}", Refused);
        }
    }

    private static async Task<int> BackUpAsync(DataFolder data, string to, TextWriter output, CancellationToken cancellationToken)
    {
        var clock = ChooseClock();
        try
        {
            var day = await new BackupRun(data, BackupFolder.Open(to, data.Root), clock, output).RunAsync(cancellationToken);
            await RecordAsync(data, MaintenanceLog.Backup, day, MaintenanceLog.Well, cancellationToken);
            return Done;
        }
        catch
        {
            await RecordAsync(data, MaintenanceLog.Backup, Today(data, clock), MaintenanceLog.Failed, CancellationToken.None);
            throw;
        }
    }

    private static async Task<int> AccessAsync(DataFolder data, string to, CancellationToken cancellationToken)
    {
        await AccessExport.WriteAsync(data, to, cancellationToken);
        return Done;
    }

    private static async Task<int> DrillAsync(DataFolder data, bool failed, CancellationToken cancellationToken)
    {
        await RecordAsync(data, MaintenanceLog.Drill, Today(data, ChooseClock()), failed ? MaintenanceLog.Failed : MaintenanceLog.Well, cancellationToken);
        return Done;
    }

    private static async Task RecordAsync(DataFolder data, string kind, CivilDay day, ushort outcome, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCaseworkStorage(data.CaseworkFile).BuildServiceProvider();
        if (await CaseworkDatabase.IsOfThisVersionAsync(services, cancellationToken))
        {
            await services.GetRequiredService<MaintenanceLog>().RecordAsync(kind, day, outcome, cancellationToken);
        }
    }

    private static CivilDay Today(DataFolder data, TimeProvider clock) => MailboxFiles.PublishedIn(data.MailboxFile).Today(clock);

    private static DataFolder Existing(string path) =>
        File.Exists(Path.Combine(path, "casework.db")) && File.Exists(Path.Combine(path, "mailbox.db")) && File.Exists(Path.Combine(path, "keys.db"))
            ? DataFolder.Create(path)
            : throw new StartRefused($"{path} is not a data folder in use: mailbox.db, keys.db and casework.db must be there. Name it with --data.");

    private static TimeProvider ChooseClock()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;
        return ProcessClock.Choose(Environment.GetEnvironmentVariable(ProcessClock.Variable), environment) switch
        {
            ClockChoice.Chosen chosen => chosen.Clock,
            ClockChoice.Refused refused => throw new StartRefused(refused.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Say(TextWriter where, string what, int code = Done)
    {
        where.WriteLine(what);
        return code;
    }
}
