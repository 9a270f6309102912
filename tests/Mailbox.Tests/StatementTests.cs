using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Prepared statements without the driver's commands: what they bind, answer, refuse and forget.</summary>
public sealed class StatementTests : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public StatementTests()
    {
        connection.Open();
        connection.Run("CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY, b BLOB NOT NULL CHECK (length(b) <= 4), c TEXT)");
    }

    [Fact]
    public void Parameters_are_found_by_number_in_whatever_order_the_text_names_them()
    {
        using var add = new Statement(connection, "INSERT INTO t (b, a, c) VALUES ($2, $1, $3)", 3);
        Assert.Equal(1, add.Run(7L, new byte[] { 1, 2 }, "seven"));
        Assert.Equal(1, add.Run(8L, new ReadOnlyMemory<byte>([3, 4]), "eight"));

        using var read = new Statement(connection, "SELECT a, b, c FROM t ORDER BY a");
        using var rows = read.Read();
        Assert.True(rows.Read());
        Assert.Equal((7L, "0102", false), (rows.GetInt64(0), Convert.ToHexString(rows.Blob(1)), rows.IsDBNull(2)));
        Assert.True(rows.Read());
        Assert.Equal((8, "0304"), (rows.GetInt32(0), Convert.ToHexString(rows.Blob(1))));
        Assert.False(rows.Read());
    }

    [Fact]
    public void A_refused_row_is_a_fault_with_its_code_and_the_statement_lives_on()
    {
        using var add = new Statement(connection, "INSERT INTO t (a, b) VALUES ($1, $2)", 2);
        var fault = Assert.Throws<SqliteException>(() => add.Run(1L, new byte[5]));
        Assert.Equal(19, fault.SqliteErrorCode);
        Assert.True(StorageFaults.IsOwnFault(fault));
        Assert.Equal(1, add.Run(1L, new byte[4]));
        Assert.Throws<SqliteException>(() => add.Run(1L, new byte[4]));
    }

    [Fact]
    public void No_value_stays_bound_after_a_run()
    {
        using var add = new Statement(connection, "INSERT INTO t (a, b) VALUES ($1, $2)", 2);
        add.Run(1L, new byte[4]);
        Assert.Throws<SqliteException>(() => add.Run(2L));
    }

    [Fact]
    public void A_value_of_another_kind_or_a_number_too_many_is_refused()
    {
        using var add = new Statement(connection, "INSERT INTO t (a, b) VALUES ($1, $2)", 2);
        Assert.Throws<ArgumentException>(() => add.Run(1, new byte[4]));
        Assert.Throws<IndexOutOfRangeException>(() => add.Run(1L, new byte[4], 3L));
        using var none = new Statement(connection, "SELECT a FROM t");
        Assert.Throws<InvalidOperationException>(() => none.Count());
    }

    public void Dispose() => connection.Dispose();
}
