using System.Reflection;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>
/// Tells, with two questions and without Entity Framework, whether a file has exactly the schema of this program: what every start but the first finds.
/// Anything else, a newer schema among it, is left to <see cref="SchemaUpgrade"/>.
/// </summary>
internal static class PresentSchema
{
    /// <summary>True where the version and every migration of the file are those of this program; false also where there is no file.</summary>
    internal static bool IsIn<TContext>(SqliteFile file)
    {
        // The version is stamped last, so a migration that was interrupted or goes on elsewhere does not look finished.
        if (!File.Exists(file.Path) || new FileInfo(file.Path).Length == 0)
        {
            return false;
        }

        var known = Known(typeof(TContext));
        using var connection = file.Open();
        using var version = new Statement(connection, "SELECT user_version FROM pragma_user_version");
        return version.Count() == known.Count && Applied(connection).SequenceEqual(known, StringComparer.Ordinal);
    }

    private static List<string> Known(Type context) =>
    [
        .. context.Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    private static List<string> Applied(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        using var history = new Statement(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId COLLATE BINARY");
        using var rows = history.Read();
        var applied = new List<string>();
        while (rows.Read())
        {
            applied.Add(System.Text.Encoding.UTF8.GetString(rows.Bytes(0)));
        }

        return applied;
    }
}
