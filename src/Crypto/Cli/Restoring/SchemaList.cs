using System.Globalization;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>Compares the schema versions in a backup with those that the installed programs know.</summary>
internal static class SchemaList
{
    /// <summary>The first database that is newer than known; null where none is, or where nothing is known.</summary>
    /// <exception cref="RestoreRefused">The list is not one.</exception>
    internal static string? FindNewer(IReadOnlyDictionary<string, int> inBackup, string? known)
    {
        if (known is null)
        {
            return null;
        }

        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in known.Split(',').Select(item => item.Trim().Split('=')))
        {
            if (pair is not [var name, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                throw new RestoreRefused(ExitCode.Usage, "--schemas takes what `casework schemas` prints, such as casework.db=1,keys.db=1,mailbox.db=1.");
            }

            versions[name] = version;
        }

        return inBackup.Where(entry => entry.Value > versions.GetValueOrDefault(entry.Key, int.MaxValue)).Select(entry => entry.Key).Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
