using System.Buffers.Binary;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Casework.Host.Maintenance;

/// <summary>The schema versions of the three databases, as this program knows them and as files carry them.</summary>
internal static class Schemas
{
    private const int UserVersionAt = 60;

    /// <summary><c>casework.db=3,keys.db=1,mailbox.db=2</c>: what the command line compares a backup with.</summary>
    internal static string List()
    {
        var (mailbox, keys) = MailboxFiles.KnownSchemas();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"casework.db={CaseworkDatabase.KnownSchema()},keys.db={keys},mailbox.db={mailbox}");
    }

    /// <exception cref="StartRefused">A copy is of another version than this program, so it is not known what belongs to it.</exception>
    internal static void Demand(string casework, string mailbox)
    {
        if (VersionOf(casework) != CaseworkDatabase.KnownSchema() || VersionOf(mailbox) != MailboxFiles.KnownSchemas().Mailbox)
        {
            throw new StartRefused("The databases are of another version than this program. Start both processes of this version once, then make the backup.");
        }
    }

    /// <summary>SQLite's user_version, which stands at a fixed place in a file that is not in use.</summary>
    private static int VersionOf(string copy)
    {
        using var file = new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> version = stackalloc byte[4];
        file.Position = UserVersionAt;
        file.ReadExactly(version);
        return BinaryPrimitives.ReadInt32BigEndian(version);
    }
}
