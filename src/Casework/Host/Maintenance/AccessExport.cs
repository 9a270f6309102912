using System.Globalization;
using System.Text;
using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Maintenance;

/// <summary>
/// The access log for an auditor, in a file that `integrity verify access` reads: the key of the report hashes, every opening, and the head of each day. It tells who read
/// what: it goes to whoever may know that, and nowhere else.
/// </summary>
internal static class AccessExport
{
    /// <exception cref="StartRefused">The file is there already, or the database is of another version.</exception>
    internal static async Task WriteAsync(DataFolder data, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            throw new StartRefused($"{file} is there already. It is not written over.");
        }

        await using var services = new ServiceCollection().AddCaseworkStorage(data.CaseworkFile).BuildServiceProvider();
        if (!await CaseworkDatabase.IsOfThisVersionAsync(services, cancellationToken))
        {
            throw new StartRefused("This database is of another version. Start the host once, or install the newer program.");
        }

        var (openings, heads) = await services.GetRequiredService<AccessEntries>().ReadAsync(cancellationToken);
        var key = await services.GetRequiredService<HostKeys>().FindAsync(AccessRecorder.KeyName, cancellationToken) ?? new byte[Hash32.Size];
        var lines = new StringBuilder().Append("key ").AppendLine(Convert.ToHexStringLower(key));
        foreach (var opening in openings)
        {
            lines.Append("entry ").AppendLine(Convert.ToHexStringLower(opening));
        }

        foreach (var head in heads)
        {
            lines.Append(CultureInfo.InvariantCulture, $"head {head.Size} ").AppendLine(Convert.ToHexStringLower(head.Opening));
        }

        OwnerFile.Write(file, Encoding.ASCII.GetBytes(lines.Replace("\r\n", "\n").ToString()));
    }
}
