using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>An enrolment file as rows, and whether a browser's own file can be taken as it is.</summary>
internal static class EnrolmentRows
{
    // nonce[12], at least one block of 4096, tag[16]; a new vault holds little.
    private const int ShortestVault = 12 + 4096 + 16;
    private const int LongestNewVault = 32 * 1024;
    private const int LongestAddress = 254;

    internal static AccountRow Account(Enrolment enrolment) => new()
    {
        OfficerId = enrolment.OfficerId.ToArray(),
        Name = Accounts.Normalise(enrolment.AccountName),
        Role = (byte)enrolment.Role,
        MailAddress = enrolment.MailAddress,
        Locale = enrolment.Locale,
        LoginPublicKey = enrolment.LoginKey.ToArray(),
        Salt = enrolment.Salt.ToArray(),
        MemoryKib = enrolment.MemoryKib,
        Iterations = enrolment.Iterations,
        VkId = enrolment.VaultKeyId.ToArray(),
        VkWrap = enrolment.VaultKeyWrap.ToArray(),
    };

    internal static VaultRow Vault(Enrolment enrolment) =>
        new() { OfficerId = enrolment.OfficerId.ToArray(), Version = enrolment.VaultVersion, Vault = enrolment.Vault.ToArray() };

    /// <summary>Name, address and vault of a file that came over the network.</summary>
    internal static bool AreUsable(Enrolment enrolment) =>
        IsAccountName(enrolment.AccountName) && IsAddress(enrolment.MailAddress)
        && enrolment.VaultVersion == 1 && enrolment.Vault.Length is >= ShortestVault and <= LongestNewVault;

    /// <summary>Letters, digits, dots, dashes and underscores, as a normalised name: easy to type, and like nothing else on the page.</summary>
    internal static bool IsAccountName(string name) =>
        name.Length is > 0 and <= Accounts.LongestName && Accounts.Normalise(name) == name && name.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_');

    /// <summary>Empty is allowed: that officer is not mailed. A line break would write mail headers.</summary>
    internal static bool IsAddress(string address) => address.Length == 0 || (address.Length <= LongestAddress && MailAddressSyntax.Holds(address));
}
