using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>
/// What an order or removal changes at once, in the very transaction that stores it: from the commit on, wraps of a removed answer or officer are handed to
/// nobody. And what of it only the write lock can settle.
/// </summary>
internal sealed class OrderRows : IDisposable
{
    private static readonly byte[] Reporter = Id16.Zeros.ToArray();
    private static readonly byte[] Everything = Id16.Zeros.ToArray();
    private readonly Statement withhold;
    private readonly Statement readers;
    private readonly Statement removed;
    private readonly Statement erased;
    private readonly Statement report;

    internal OrderRows(SqliteConnection connection)
    {
        withhold = new Statement(connection, "INSERT INTO withheld (report_id, object_id, who, state) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", 4);
        readers = new Statement(
            connection,
            """
            SELECT w.who FROM object o JOIN wrap w ON w.object_id = o.object_id
            WHERE o.report_id = $1 AND o.author = $2 AND o.stream = 0 AND o.seq = 0
            AND NOT EXISTS (SELECT 1 FROM withheld h WHERE h.report_id = $1 AND h.object_id = $2 AND h.who = w.who)
            """,
            2);
        removed = new Statement(connection, "SELECT who FROM withheld WHERE report_id = $1 AND object_id = $2", 2);
        report = new Statement(connection, "SELECT 1 FROM report r WHERE report_id = $1 AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = r.report_id)", 1);
        erased = new Statement(connection, "SELECT 1 FROM erased_report WHERE report_id = $1", 1);
    }

    /// <summary>Records what this object withholds.</summary>
    internal void Record(SealedObject stored)
    {
        var reportId = stored.Header.ReportId.ToArray();
        if (stored.Header.Kind == ObjectKind.Removal && RemovedAnswers.TryParse(stored.Body, out var removed))
        {
            foreach (var answer in removed.ObjectIds)
            {
                withhold.Run(reportId, answer.ToArray(), Reporter, 1L);
            }
        }
        else if (RemovedOfficer(stored) is { } officer)
        {
            withhold.Run(reportId, Everything, officer.ToArray(), 0L);
        }
    }

    /// <summary>
    /// The refusal, or null. Nothing is added to a report that was erased meanwhile; an officer who was removed writes nothing more, and nothing is sealed to one
    /// any more; the last one left is not removed.
    /// </summary>
    internal PutCode? Judge(SealedObject candidate)
    {
        var header = candidate.Header;
        if (header.Kind == ObjectKind.Report)
        {
            return erased.Any(header.ReportId.ToArray()) ? PutCode.AlreadyExists : null;
        }

        if (!report.Any(header.ReportId.ToArray()))
        {
            return PutCode.UnknownReport;
        }

        var gone = Officers(removed, header.ReportId);
        if (gone.Contains(header.Author))
        {
            return PutCode.UnknownReport;
        }

        if (header.Recipients.Any(recipient => gone.Contains(recipient.Who)))
        {
            // The sender has not seen the removal: as with any object that was missed, what is there now has to be read first.
            return PutCode.WrongOrder;
        }

        return RemovedOfficer(candidate) is { } officer && !IsOneOfSeveral(officer, header.ReportId) ? PutCode.UnknownRecipient : null;
    }

    public void Dispose()
    {
        withhold.Dispose();
        readers.Dispose();
        removed.Dispose();
        erased.Dispose();
        report.Dispose();
    }

    private static Id16? RemovedOfficer(SealedObject stored) =>
        stored.Header.Kind == ObjectKind.Control && ControlOrder.TryParse(stored.Body, out var order) && order.Action == ControlAction.RemoveRecipient ? order.Subject : null;

    private bool IsOneOfSeveral(Id16 officer, Id16 reportId)
    {
        var left = Officers(readers, reportId);
        return left.Contains(officer) && left.Count > 1;
    }

    private static HashSet<Id16> Officers(Statement question, Id16 reportId)
    {
        using var rows = question.Read(reportId.ToArray(), Everything);
        var found = new HashSet<Id16>();
        while (rows.Read())
        {
            if (rows.Id(0) is { NamesAnOfficer: true } officer)
            {
                found.Add(officer);
            }
        }

        return found;
    }
}
