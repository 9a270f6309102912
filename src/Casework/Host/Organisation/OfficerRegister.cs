using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>Who holds which role today: officers by the signed directory, administrators by their account; nobody who was deactivated.</summary>
internal sealed class OfficerRegister(DirectoryStore directories, Accounts accounts, People people, OrganisationNow organisation)
{
    /// <summary>The directory in force; null before the first.</summary>
    internal Directory? Newest => directories.Current().Newest;

    /// <summary>The directory in force, where an officer is signed in: no officer is before the first.</summary>
    internal Directory Directory => Newest ?? throw new InvalidOperationException("there is no directory yet");

    internal Id16 OrganisationId => organisation.Genesis?.OrganisationId ?? Directory.OrganisationId;

    /// <summary>True where this officer still has this role. One who was removed from the directory, or deactivated, loses the session with the next request.</summary>
    internal async Task<bool> HoldsAsync(Id16 officerId, byte role, CancellationToken cancellationToken)
    {
        var holds = role == SessionOfficer.AdministratorRole
            ? await accounts.FindAsync(officerId, cancellationToken) is { Role: SessionOfficer.AdministratorRole }
            : Newest?.FindOfficer(officerId) is { } officer && (byte)officer.Role == role;
        return holds && !await people.IsDeactivatedAsync(officerId, cancellationToken);
    }
}
