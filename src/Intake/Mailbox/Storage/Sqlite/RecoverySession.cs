using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>What recovery asks of mailbox.db, and the statements that it left there. One thread at a time.</summary>
internal sealed class RecoverySession : IDisposable
{
    private static readonly byte[] Recovery = Id16.Ones.ToArray();

    private readonly SqliteConnection connection;
    private readonly Statement statements;
    private readonly Statement open;
    private readonly QuestionSession questions;

    internal RecoverySession(SqliteFile mailboxFile)
    {
        connection = mailboxFile.Open();
        questions = new QuestionSession(connection, owned: false);
        statements = new Statement(connection, "SELECT statement FROM recovery WHERE report_id = $1 ORDER BY newcomer", 1);
        // Sealed to recovery, of a report that the lost officer reads, and not wrapped to the newcomer yet; neither of them was removed from the case.
        open = new Statement(
            connection,
            """
            SELECT DISTINCT o.report_id
            FROM object o
            JOIN wrap f ON f.object_id = o.object_id AND f.who = $3
            JOIN object k ON k.report_id = o.report_id AND k.kind = 1
            WHERE o.kind NOT IN (7, 12)
            AND EXISTS (SELECT 1 FROM wrap w WHERE w.object_id = k.object_id AND w.who = $3)
            AND EXISTS (SELECT 1 FROM wrap w WHERE w.object_id = k.object_id AND w.who = $1)
            AND NOT EXISTS (SELECT 1 FROM wrap w WHERE w.object_id = o.object_id AND w.who = $2)
            AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.report_id = o.report_id AND h.object_id = zeroblob(16) AND h.who IN ($1, $2))
            AND NOT EXISTS (SELECT 1 FROM erased_object e WHERE e.object_id = o.object_id)
            AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = o.report_id)
            ORDER BY o.report_id
            """,
            3);
    }

    /// <summary>The statements of a report, by newcomer.</summary>
    internal IReadOnlyList<RecoveryStatement> Statements(Id16 reportId)
    {
        using var rows = statements.Read(reportId.ToArray());
        var found = new List<RecoveryStatement>();
        while (rows.Read())
        {
            found.Add(RecoveryStatement.TryParse(rows.Blob(0), out var statement, out var failure) ? statement : throw new InvalidDataException($"a stored statement is damaged: {failure.Name()}"));
        }

        return found;
    }

    /// <summary>Reports that the lost officer reads and of which the newcomer lacks something that recovery could open, sorted.</summary>
    internal IReadOnlyList<Id16> Open(Id16 lost, Id16 newcomer)
    {
        using var rows = open.Read(lost.ToArray(), newcomer.ToArray(), Recovery);
        var found = new List<Id16>();
        while (rows.Read())
        {
            found.Add(rows.Id(0));
        }

        return found;
    }

    internal bool IsReaderOrGone(Id16 reportId, Id16 officer) => questions.AuthKeyOf(reportId) is null || questions.IsRecipient(reportId, officer);

    public void Dispose()
    {
        questions.Dispose();
        statements.Dispose();
        open.Dispose();
        connection.Dispose();
    }
}
