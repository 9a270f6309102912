using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Reports;

/// <summary>Who will be able to read a report: chosen by the reporter from the verified directory, never by the server.</summary>
/// <param name="Read">Will be able to open it.</param>
/// <param name="LeftOut">No honest client will ever add them.</param>
/// <param name="WithoutKey">Belong to the readers, and nothing can be sealed to them now.</param>
internal sealed record Readers(IReadOnlyList<OfficerInUse> Read, IReadOnlyList<OfficerInUse> LeftOut, IReadOnlyList<OfficerInUse> WithoutKey)
{
    /// <summary>The default readers and the invited confidants, without the people involved.</summary>
    /// <exception cref="CommandStopped">Usage: a name that the directory does not have. Refused: nobody is left who may decide.</exception>
    internal static Readers Choose(TrustedDirectory directory, IReadOnlyList<string> excluded, IReadOnlyList<string> invited)
    {
        var officers = directory.InUse.Officers;
        var leftOut = excluded.Select(name => Find(officers, name)).Distinct().ToList();
        var asked = invited.Select(name => Find(officers, name)).ToList();
        if (asked.Find(officer => officer.Listed.Role != OfficerRole.Confidant && !officer.Listed.DefaultSet) is { } other)
        {
            throw CommandStopped.Usage($"{other.Listed.Display} cannot be added: only a confidant can.");
        }

        var wanted = officers.Where(officer => !leftOut.Contains(officer) && (officer.Listed.DefaultSet || asked.Contains(officer))).ToList();
        var readers = new Readers([.. wanted.Where(officer => officer.Key is not null)], leftOut, [.. wanted.Where(officer => officer.Key is null)]);
        return readers.Read.Any(officer => officer.Listed.DefaultSet)
            ? readers
            : throw CommandStopped.Refused("Nobody is left who may read and decide on this report, so nothing was sent. Comité P is the way.");
    }

    internal bool SameAs(Readers other) => Read.Select(officer => officer.Listed.Id).ToHashSet().SetEquals(other.Read.Select(officer => officer.Listed.Id));

    /// <summary>By the name in the directory, whatever its case, or by the number.</summary>
    private static OfficerInUse Find(IReadOnlyList<OfficerInUse> officers, string name)
    {
        var found = officers.Where(officer => officer.Listed.Display.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) || officer.Listed.Id.ToString() == name).ToList();
        return found is [var one]
            ? one
            : throw CommandStopped.Usage($"The list of keys has no single officer \"{name}\". It has: {string.Join(", ", officers.Select(officer => $"\"{officer.Listed.Display}\" ({officer.Listed.Id})"))}.");
    }
}
