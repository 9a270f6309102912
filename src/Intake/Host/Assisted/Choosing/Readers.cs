using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.Forms;

namespace IntegrityChannel.Intake.Host.Assisted.Choosing;

/// <summary>Who will be able to read a report: the default readers and the invited confidants, without those whom the reporter leaves out.</summary>
/// <param name="Read">Will be able to open it.</param>
/// <param name="LeftOut">No honest client will ever add them.</param>
/// <param name="WithoutKey">Belong to the readers, and nothing can be sealed to them now.</param>
internal sealed record Readers(IReadOnlyList<OfficerInUse> Read, IReadOnlyList<OfficerInUse> LeftOut, IReadOnlyList<OfficerInUse> WithoutKey)
{
    /// <summary>Without a responsible officer or a deputy nobody may decide: then Comité P is the way.</summary>
    internal bool SomeoneMayDecide => Read.Any(officer => officer.Listed.DefaultSet);

    internal static Readers Choose(DirectoryInUse directory, FormFields form)
    {
        var leftOut = Ticked(directory, form, FormField.Involved);
        var invited = Ticked(directory, form, FormField.Invited);
        var wanted = directory.Officers
            .Where(officer => !leftOut.Contains(officer) && (officer.Listed.DefaultSet || (officer.Listed.Role == OfficerRole.Confidant && invited.Contains(officer)))).ToList();
        return new Readers([.. wanted.Where(officer => officer.Key is not null)], leftOut, [.. wanted.Where(officer => officer.Key is null)]);
    }

    /// <summary>Everybody who may be involved, the default readers first.</summary>
    internal static IEnumerable<OfficerInUse> People(DirectoryInUse directory) =>
        directory.Officers.OrderByDescending(officer => officer.Listed.DefaultSet).ThenBy(officer => officer.Listed.Role);

    /// <summary>Confidants who read only where they are asked to.</summary>
    internal static IEnumerable<OfficerInUse> Confidants(DirectoryInUse directory) =>
        directory.Officers.Where(officer => officer.Listed is { Role: OfficerRole.Confidant, DefaultSet: false } && officer.Key is not null);

    /// <summary>True where these are the readers that the reporter saw and agreed to.</summary>
    internal bool AreThose(FormFields form) =>
        Read.Select(officer => officer.Listed.Id).ToHashSet().SetEquals(form.All(FormField.Agreed).Select(FormId.Read).OfType<Id16>());

    private static List<OfficerInUse> Ticked(DirectoryInUse directory, FormFields form, FormField field)
    {
        var ids = form.All(field).Select(FormId.Read).OfType<Id16>().ToHashSet();
        return [.. directory.Officers.Where(officer => ids.Contains(officer.Listed.Id))];
    }
}
