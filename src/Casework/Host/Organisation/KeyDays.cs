using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>Until when the list of keys in force serves, and the certificates of the officers in it. Everybody can read this in the list.</summary>
internal sealed class KeyDays
{
    private readonly Dictionary<Id16, DateOnly> certificates;
    private readonly DateOnly? list;

    private KeyDays(DateOnly? list, Dictionary<Id16, DateOnly> certificates) => (this.list, this.certificates) = (list, certificates);

    /// <summary>Last days of all of them; none before the first list.</summary>
    internal IReadOnlyCollection<DateOnly> All => [.. List, .. certificates.Values];

    private IEnumerable<DateOnly> List => list is { } day ? [day] : [];

    internal static KeyDays Of(PublishedDirectories published)
    {
        var certificates = (published.Newest?.Officers ?? []).Select(officer => (officer.Id, Until: published.CertificateOf(officer.Id)?.To.Date))
            .Where(pair => pair.Until is not null).ToDictionary(pair => pair.Id, pair => pair.Until!.Value);
        return new KeyDays(published.Newest?.Content.Expires.Date, certificates);
    }

    /// <summary>Last days of the list and of this officer's certificate.</summary>
    internal IReadOnlyCollection<DateOnly> OfOfficer(Id16 officer) => certificates.TryGetValue(officer, out var own) ? [.. List, own] : [.. List];
}
