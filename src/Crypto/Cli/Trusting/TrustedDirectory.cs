using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Trusting;

/// <summary>A key directory that was verified from the fingerprint on, with its whole history.</summary>
/// <param name="InUse">The directory with the keys in use.</param>
/// <param name="History">Every directory before it.</param>
/// <param name="Warnings">What a page would say before it seals.</param>
/// <param name="Certificates">As the document lists them, verified.</param>
internal sealed record TrustedDirectory(DirectoryInUse InUse, DirectoryHistory History, DirectoryWarnings Warnings, IReadOnlyList<OfficerCertificate> Certificates)
{
    /// <summary>How the newest directory that knows this officer names them; null for a stranger.</summary>
    internal string? DisplayOf(Id16 officer) =>
        InUse.FindOfficer(officer)?.Listed.Display ?? History.Directories.Reverse().Select(directory => directory.FindOfficer(officer)?.Display).FirstOrDefault(display => display is not null);

    /// <summary>The same for lines about people: a stranger is shown by number.</summary>
    internal string NameOf(Id16 officer) => DisplayOf(officer) ?? officer.ToString();

    /// <summary>Words for people, one sentence each.</summary>
    internal IEnumerable<string> Sentences() => Named(
        (DirectoryWarnings.Freshness, "For more than fourteen days too few officers have confirmed the keys. What you write is sealed all the same."),
        (DirectoryWarnings.Certificate, "The certificate of at least one reader has expired. What you write is sealed all the same."),
        (DirectoryWarnings.DirectoryExpired, "The list of keys has expired. For a while it is still used."),
        (DirectoryWarnings.DeviceDay, $"By this machine's date the list of keys is too old to use: here it is {InUse.LatestDay}, the server says {InUse.Day}. Check the date of this machine."));

    /// <summary>Words for scripts.</summary>
    internal IEnumerable<string> Codes() => Named(
        (DirectoryWarnings.Freshness, "freshness"), (DirectoryWarnings.Certificate, "certificate"), (DirectoryWarnings.DirectoryExpired, "directory-expired"), (DirectoryWarnings.DeviceDay, "device-day"));

    private IEnumerable<string> Named(params (DirectoryWarnings Warning, string Words)[] all) => all.Where(item => Warnings.HasFlag(item.Warning)).Select(item => item.Words);
}
