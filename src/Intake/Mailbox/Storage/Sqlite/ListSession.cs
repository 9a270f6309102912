using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>The clear facts that casework's clock and lists need. Nothing is opened and no wrap is read.</summary>
internal sealed class ListSession : IDisposable
{
    private const string Facts = "SELECT report_id, object_id, kind, author, stream, seq, put_day, object_hash FROM object";

    private const string Orders =
        "SELECT report_id, object_id, kind, author, stream, seq, put_day, object_hash, body FROM object JOIN content ON content.id = content_id(object_hash)";

    private const string Recipients =
        """
        SELECT r.report_id, r.put_day, w.who
        FROM report r
        JOIN object o ON o.report_id = r.report_id AND o.author = $1 AND o.stream = 0 AND o.seq = 0
        JOIN wrap w ON w.object_id = o.object_id AND NOT EXISTS (SELECT 1 FROM erased_report e WHERE e.report_id = r.report_id)
        """;

    private static readonly byte[] Reporter = Id16.Zeros.ToArray();
    private readonly SqliteConnection mailbox;
    private readonly Statement reports;
    private readonly Statement oneReport;
    private readonly Statement ofReport;
    private readonly Statement since;
    private readonly Statement removed;
    private readonly Statement erased;
    private readonly Statement controls;
    private readonly Statement controlsOf;

    internal ListSession(SqliteFile mailboxFile)
    {
        mailbox = mailboxFile.Open();
        reports = new Statement(mailbox, Recipients + " WHERE r.put_day >= $2 ORDER BY r.report_id, w.who", 2);
        oneReport = new Statement(mailbox, Recipients + " WHERE r.report_id = $2 ORDER BY w.who", 2);
        ofReport = new Statement(mailbox, Facts + " WHERE report_id = $1 ORDER BY author, stream, seq", 1);
        since = new Statement(mailbox, Facts + " WHERE put_day >= $1 ORDER BY report_id, author, stream, seq", 1);
        erased = new Statement(mailbox, "SELECT report_id FROM erased_report ORDER BY report_id");
        removed = new Statement(mailbox, "SELECT report_id, who FROM withheld WHERE object_id = $1 ORDER BY report_id, who", 1);
        // The number stands in the text: only so SQLite takes the index that holds orders alone.
        controls = new Statement(mailbox, Orders + " WHERE kind = 9 ORDER BY report_id, author, seq");
        controlsOf = new Statement(mailbox, Orders + " WHERE kind = 9 AND report_id = $1 ORDER BY author, seq", 1);
    }

    internal List<MailboxReport> Reports(CivilDay from) => ReadReports(reports.Read(Reporter, (long)from.Value));

    internal MailboxReport? Report(Id16 reportId) => ReadReports(oneReport.Read(Reporter, reportId.ToArray())).SingleOrDefault();

    internal List<MailboxObject> Objects(Id16 reportId) => Read(ofReport.Read(reportId.ToArray()));

    internal List<MailboxObject> ObjectsSince(CivilDay day) => Read(since.Read((long)day.Value));

    internal List<Id16> ErasedReports()
    {
        using var rows = erased.Read();
        var found = new List<Id16>();
        while (rows.Read())
        {
            found.Add(rows.Id(0));
        }

        return found;
    }

    public void Dispose()
    {
        reports.Dispose();
        oneReport.Dispose();
        ofReport.Dispose();
        since.Dispose();
        removed.Dispose();
        erased.Dispose();
        controls.Dispose();
        controlsOf.Dispose();
        mailbox.Dispose();
    }

    /// <summary>Every order of every report, or of one.</summary>
    internal List<MailboxControl> Controls(Id16? reportId)
    {
        using var rows = reportId is { } one ? controlsOf.Read(one.ToArray()) : controls.Read();
        var found = new List<MailboxControl>();
        while (rows.Read())
        {
            if (ControlOrder.TryParse(rows.Blob(8), out var order))
            {
                found.Add(new MailboxControl(Fact(rows), order));
            }
        }

        return found;
    }

    private List<MailboxReport> ReadReports(Statement.Rows rows)
    {
        var gone = Removed();
        using (rows)
        {
            var wraps = new List<(Id16 ReportId, CivilDay PutDay, Id16 Who)>();
            while (rows.Read())
            {
                wraps.Add((rows.Id(0), rows.Day(1), rows.Id(2)));
            }

            return [.. wraps.GroupBy(wrap => (wrap.ReportId, wrap.PutDay)).Select(report => new MailboxReport(
                report.Key.ReportId,
                report.Key.PutDay,
                [.. report.Select(wrap => wrap.Who).Where(who => who.NamesAnOfficer).Except(gone[report.Key.ReportId])],
                report.Any(wrap => wrap.Who == Id16.Ones)) { Removed = [.. gone[report.Key.ReportId]] })];
        }
    }

    private static List<MailboxObject> Read(Statement.Rows rows)
    {
        using (rows)
        {
            var found = new List<MailboxObject>();
            while (rows.Read())
            {
                found.Add(Fact(rows));
            }

            return found;
        }
    }

    private static MailboxObject Fact(Statement.Rows row) => new(
        row.Id(0), row.Id(1), (ObjectKind)row.GetByte(2), row.Id(3), row.GetByte(4), checked((uint)row.GetInt64(5)), row.Day(6), row.Hash(7));

    private ILookup<Id16, Id16> Removed()
    {
        using var rows = removed.Read(Reporter);
        var found = new List<(Id16 ReportId, Id16 Who)>();
        while (rows.Read())
        {
            found.Add((rows.Id(0), rows.Id(1)));
        }

        return found.ToLookup(row => row.ReportId, row => row.Who);
    }
}
