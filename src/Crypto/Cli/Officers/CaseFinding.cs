using System.Buffers.Text;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>A case that was found and opened.</summary>
/// <param name="Day">The host's civil day.</param>
/// <param name="Found">As the host lists it.</param>
/// <param name="Opened">As this officer opened it.</param>
internal sealed record FoundCase(CivilDay Day, WireCase Found, OpenedCase Opened)
{
    internal Id16 ReportId => Opened.ReportId;
}

/// <summary>Finds a case by the number of the list, or by its report id, and opens it.</summary>
internal static class CaseFinding
{
    /// <exception cref="CommandStopped">Refused: no such case for this account, which looks like none at all.</exception>
    internal static async Task<FoundCase> FindAsync(OfficerDesk desk, string id, CancellationToken cancellationToken)
    {
        var cases = await desk.Server.ListCasesAsync(cancellationToken);
        var found = cases.Cases.FirstOrDefault(item => item.CaseNumber.Equals(id.Trim(), StringComparison.OrdinalIgnoreCase) || Base64Url.EncodeToString(item.ReportId) == id);
        var opened = found is { ReportId.Length: Id16.Size } ? await desk.ReadCaseAsync(Id16.From(found.ReportId), cancellationToken) : null;
        return opened is not null
            ? new FoundCase(new CivilDay(cases.Day), found!, opened)
            : throw CommandStopped.Refused("This account reads no case with that number. \"list\" shows those it reads.");
    }
}
