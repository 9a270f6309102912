using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>
/// Makes an account and its first vault of an enrolment file. The file is not signed: what binds it is that the signed directory lists
/// this officer in this role, and that only the holder of the enrolled passphrase can use it. An account that exists is never touched.
/// </summary>
internal sealed class EnrolmentImport(Accounts accounts)
{
    internal const int LargestFile = Enrolment.MaximumVault + 4096;

    /// <exception cref="StartRefused">The file is malformed or does not fit the directory.</exception>
    internal async Task RunAsync(string file, byte[] bytes, Directory directory, OrganisationSettings settings, CancellationToken cancellationToken)
    {
        if (!Enrolment.TryParse(bytes, out var enrolment, out var failure))
        {
            throw OrganisationImport.Refuse(file, failure);
        }

        // What officers changed since is theirs, even where the file would no longer pass.
        if (await accounts.FindAsync(enrolment.OfficerId, cancellationToken) is not null)
        {
            return;
        }

        Check(file, enrolment, directory, settings);
        if (await accounts.EnrolAsync(EnrolmentRows.Account(enrolment), EnrolmentRows.Vault(enrolment), cancellationToken) == EnrolOutcome.NameTaken)
        {
            throw new StartRefused($"organisation/{file} is refused: its account name belongs to another officer.");
        }
    }

    private static void Check(string file, Enrolment enrolment, Directory directory, OrganisationSettings settings)
    {
        if (enrolment.OrganisationId != directory.OrganisationId)
        {
            throw OrganisationImport.Refuse(file, FailureClass.WrongOrganisation);
        }

        // An administrator stands in no directory; an officer stands there in exactly this role.
        var listed = directory.FindOfficer(enrolment.OfficerId)?.Role ?? OfficerRole.Administrator;
        if (listed != enrolment.Role)
        {
            throw OrganisationImport.Refuse(file, FailureClass.NotAnOfficer);
        }

        if (Accounts.Normalise(enrolment.AccountName).Length is 0 or > Accounts.LongestName)
        {
            throw new StartRefused($"organisation/{file} is refused: its account name is empty or too long.");
        }

        if (!settings.Languages.Contains(enrolment.Locale))
        {
            throw new StartRefused($"organisation/{file} is refused: settings.json does not offer its language.");
        }

        // Empty is allowed: that officer is not mailed. A line break would write mail headers.
        if (enrolment.MailAddress.Length > 0 && !MailAddressSyntax.Holds(enrolment.MailAddress))
        {
            throw new StartRefused($"organisation/{file} is refused: its mail address is not one.");
        }
    }
}
