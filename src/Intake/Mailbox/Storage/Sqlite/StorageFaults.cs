using IntegrityChannel.Crypto.Protocol.Envelopes;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Which code stands for which failure of the storage.</summary>
internal static class StorageFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const int Constraint = 19;

    internal static PutCode Code(Exception fault) => fault is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            Busy or Locked => PutCode.Busy,
            Full => PutCode.StorageFull,
            _ => PutCode.Internal,
        }
        : PutCode.Internal;

    /// <summary>True where the storage failed, and not the program.</summary>
    internal static bool IsStorage(Exception fault) => fault is SqliteException or IOException;

    /// <summary>True for a violation that concerns one object alone, so that its neighbours can still be stored.</summary>
    internal static bool IsOwnFault(Exception fault) => fault is SqliteException { SqliteErrorCode: Constraint };
}
