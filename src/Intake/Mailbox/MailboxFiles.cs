using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>What a backup asks of a mailbox's files without opening them for work: nothing is created or migrated.</summary>
public static class MailboxFiles
{
    /// <summary>The schema versions that this program writes: mailbox.db, then keys.db.</summary>
    public static (int Mailbox, int Keys) KnownSchemas()
    {
        var nowhere = new SqliteFile(":memory:");
        using var mailbox = new MailboxContext(nowhere.Options<MailboxContext>());
        using var keys = new KeysContext(nowhere.Options<KeysContext>());
        return (SchemaUpgrade.Known(mailbox), SchemaUpgrade.Known(keys));
    }

    /// <summary>What is published in a mailbox.db of the present schema, verified.</summary>
    public static PublishedDirectories PublishedIn(string mailboxFile) =>
        DirectoryStore.Verified(new StatementTables(new SqliteFile(mailboxFile)).Load());
}
