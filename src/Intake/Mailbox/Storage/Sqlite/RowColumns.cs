using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>The protocol's values as they stand in columns.</summary>
internal static class RowColumns
{
    internal static byte[] Blob(this Statement.Rows row, int column) => row.Bytes(column).ToArray();

    internal static Id16 Id(this Statement.Rows row, int column) => Id16.From(row.Bytes(column));

    internal static Hash32 Hash(this Statement.Rows row, int column) => Hash32.From(row.Bytes(column));

    internal static CivilDay Day(this Statement.Rows row, int column) => new(checked((uint)row.GetInt64(column)));
}
