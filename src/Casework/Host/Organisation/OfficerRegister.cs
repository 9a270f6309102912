using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Directories;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>Who holds which role today: officers by the signed directory, administrators by their account.</summary>
internal sealed class OfficerRegister(DirectoryStore directories, Accounts accounts)
{
    /// <summary>The directory in force. The host does not start without one.</summary>
    internal Directory Directory => directories.Current().Newest ?? throw new InvalidOperationException("no directory was imported");

    internal Id16 OrganisationId => Directory.OrganisationId;

    /// <summary>True where this officer still has this role. One who was removed from the directory loses the session with the next request.</summary>
    internal async Task<bool> HoldsAsync(Id16 officerId, byte role, CancellationToken cancellationToken) =>
        role == SessionOfficer.AdministratorRole
            ? await accounts.FindAsync(officerId, cancellationToken) is { Role: SessionOfficer.AdministratorRole }
            : Directory.FindOfficer(officerId) is { } officer && (byte)officer.Role == role;
}
