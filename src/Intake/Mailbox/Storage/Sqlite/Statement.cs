using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>
/// A prepared statement of one connection, used again and again. Not for several threads. It speaks to SQLite without the driver's commands, which look up
/// each parameter by name at each run: a report is a dozen statements with fifty parameters.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt prepared;
    private readonly int[] places;

    /// <summary>Prepares a text whose parameters are <c>$1</c>, <c>$2</c>, … in any order.</summary>
    internal Statement(SqliteConnection connection, string text, int parameters = 0)
    {
        database = connection.Handle ?? throw new InvalidOperationException("the connection is not open");
        Succeed(raw.sqlite3_prepare_v3(database, text, raw.SQLITE_PREPARE_PERSISTENT, out prepared));
        places = [.. Enumerable.Range(1, parameters).Select(number => raw.sqlite3_bind_parameter_index(prepared, $"${number}"))];
    }

    /// <summary>Runs to the end; the number of rows it changed.</summary>
    /// <param name="values">For each parameter a <see cref="long"/>, a text, or bytes as an array or a <see cref="ReadOnlyMemory{T}"/>.</param>
    /// <exception cref="SqliteException">SQLite refused; the statement can be used again.</exception>
    internal int Run(params ReadOnlySpan<object> values)
    {
        using var rows = Read(values);
        while (rows.Read())
        {
            // A pragma may answer; nobody asked.
        }

        return raw.sqlite3_changes(database);
    }

    /// <summary>The caller disposes the rows before the next use of this statement, and of any other one of this connection's write transaction.</summary>
    internal Rows Read(params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            Succeed(Bind(places[index], values[index]));
        }

        return new Rows(this);
    }

    internal bool Any(params ReadOnlySpan<object> values)
    {
        using var rows = Read(values);
        return rows.Read();
    }

    /// <summary>The number that the first row begins with.</summary>
    internal long Count(params ReadOnlySpan<object> values)
    {
        using var rows = Read(values);
        return rows.Read() ? rows.GetInt64(0) : throw new InvalidOperationException("a question about one number was answered with none");
    }

    public void Dispose() => prepared.Dispose();

    private int Bind(int place, object value) => value switch
    {
        long number => raw.sqlite3_bind_int64(prepared, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(prepared, place, bytes),
        ReadOnlyMemory<byte> bytes => raw.sqlite3_bind_blob(prepared, place, bytes.Span),
        string text => raw.sqlite3_bind_text(prepared, place, text),
        _ => throw new ArgumentException("a statement takes numbers, bytes and texts", nameof(value)),
    };

    private bool Step() => raw.sqlite3_step(prepared) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw Fault(code),
    };

    // The values go too: a shred key must not stay in SQLite's memory until the next report.
    private void Finish()
    {
        _ = raw.sqlite3_reset(prepared);
        _ = raw.sqlite3_clear_bindings(prepared);
    }

    private void Succeed(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    private SqliteException Fault(int code) => new(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(database));

    /// <summary>What a statement answers, row by row.</summary>
    internal readonly ref struct Rows(Statement statement)
    {
        /// <summary>Goes to the next row; false at the end.</summary>
        internal bool Read() => statement.Step();

        internal bool IsDBNull(int column) => raw.sqlite3_column_type(statement.prepared, column) == raw.SQLITE_NULL;

        internal long GetInt64(int column) => raw.sqlite3_column_int64(statement.prepared, column);

        internal byte GetByte(int column) => checked((byte)GetInt64(column));

        internal int GetInt32(int column) => checked((int)GetInt64(column));

        /// <summary>Valid until the next row.</summary>
        internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement.prepared, column);

        public void Dispose() => statement.Finish();
    }
}
