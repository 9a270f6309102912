using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>A prepared command of one connection, used again and again. Not for several threads.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    /// <summary>Prepares a text whose parameters are <c>$1</c>, <c>$2</c>, …</summary>
    internal Statement(SqliteConnection connection, string text, int parameters = 0)
    {
        command = connection.CreateCommand();
        command.CommandText = text;
        for (var index = 1; index <= parameters; index++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + index, Value = DBNull.Value });
        }

        command.Prepare();
    }

    internal int Run(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The caller disposes the reader before the next use of any statement of this connection's write transaction.</summary>
    internal SqliteDataReader Read(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    internal bool Any(params ReadOnlySpan<object> values)
    {
        using var reader = Read(values);
        return reader.Read();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }
}

internal static class ReaderColumns
{
    internal static byte[] Blob(this SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    internal static Id16 Id(this SqliteDataReader reader, int column) => Id16.From(reader.Blob(column));

    internal static Hash32 Hash(this SqliteDataReader reader, int column) => Hash32.From(reader.Blob(column));

    internal static CivilDay Day(this SqliteDataReader reader, int column) => new(checked((uint)reader.GetInt64(column)));
}
