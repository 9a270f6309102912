using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Intake.Mailbox.Recovering;
using IntegrityChannel.Intake.Mailbox.Shredding;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>
/// Stores what recovery gives a newcomer, one report in one transaction: first fresh shred keys (keys.db), then wraps and statement (mailbox.db), whose commit
/// decides. A wrap that is there already keeps its key.
/// </summary>
internal sealed class RecoveryWriter(SqliteFile mailboxFile, SqliteFile keysFile, IEntropy entropy) : IDisposable
{
    private readonly SqliteConnection mailbox = mailboxFile.Open();
    private readonly SqliteConnection keys = keysFile.Open();

    /// <summary>Judges under the write lock, and stores.</summary>
    internal RecoveryStored Store(RecoveredReport report, CivilDay today)
    {
        mailbox.Run("BEGIN IMMEDIATE");
        try
        {
            var outcome = Judge(report, out var wraps);
            if (outcome == RecoveryStored.Stored)
            {
                Write(report, wraps, today);
                mailbox.Run("COMMIT");
            }
            else
            {
                mailbox.TryRollBack();
            }

            return outcome;
        }
        catch
        {
            mailbox.TryRollBack();
            throw;
        }
    }

    public void Dispose()
    {
        mailbox.Dispose();
        keys.Dispose();
    }

    private RecoveryStored Judge(RecoveredReport report, out List<GrantedWrap> wraps)
    {
        wraps = [];
        using var questions = new QuestionSession(mailbox, owned: false);
        var statement = report.Statement;
        var (id, newcomer) = (statement.ReportId, statement.Newcomer);
        if (questions.AuthKeyOf(id) is null)
        {
            return RecoveryStored.Gone;
        }

        if (!questions.IsRecipient(id, Id16.Ones) || IsWithheld(id, newcomer))
        {
            return RecoveryStored.Refused;
        }

        var open = Recoverable(id, newcomer);
        if (report.Wraps.Any(wrap => !open.ContainsKey(wrap.ObjectId)))
        {
            return RecoveryStored.Refused;
        }

        wraps = [.. report.Wraps.Where(wrap => open[wrap.ObjectId].Lacks)];
        var hasReport = questions.IsRecipient(id, newcomer) || wraps.Exists(wrap => open[wrap.ObjectId].Kind == ObjectKind.Report);
        return !hasReport ? RecoveryStored.Refused : wraps.Count == 0 ? RecoveryStored.AlreadyThere : RecoveryStored.Stored;
    }

    /// <summary>Everything of a report that is or was sealed to recovery, with whether the newcomer lacks a wrap of it that could still open.</summary>
    private Dictionary<Id16, (ObjectKind Kind, bool Lacks)> Recoverable(Id16 reportId, Id16 newcomer)
    {
        using var ask = new Statement(
            mailbox,
            """
            SELECT o.object_id, o.kind,
                EXISTS (SELECT 1 FROM wrap f WHERE f.object_id = o.object_id AND f.who = $3)
                AND NOT EXISTS (SELECT 1 FROM erased_object e WHERE e.object_id = o.object_id)
                AND NOT EXISTS (SELECT 1 FROM wrap n WHERE n.object_id = o.object_id AND n.who = $2)
            FROM object o
            WHERE o.report_id = $1 AND o.kind NOT IN (7, 9, 10, 11, 12)
            """,
            3);
        using var rows = ask.Read(reportId.ToArray(), newcomer.ToArray(), Id16.Ones.ToArray());
        var found = new Dictionary<Id16, (ObjectKind, bool)>();
        while (rows.Read())
        {
            found.Add(rows.Id(0), ((ObjectKind)rows.GetByte(1), rows.GetInt64(2) == 1));
        }

        return found;
    }

    private bool IsWithheld(Id16 reportId, Id16 officer)
    {
        using var ask = new Statement(mailbox, "SELECT 1 FROM withheld WHERE report_id = $1 AND object_id = zeroblob(16) AND who = $2", 2);
        return ask.Any(reportId.ToArray(), officer.ToArray());
    }

    private void Write(RecoveredReport report, List<GrantedWrap> wraps, CivilDay today)
    {
        var covered = wraps.Select(wrap => Cover(report.Statement.ReportId, wrap)).ToList();
        WriteKeys(covered, today);
        using var rows = new WrapRows(mailbox);
        foreach (var (wrap, _, stored) in covered)
        {
            rows.Append(wrap.ObjectId.ToArray(), wrap.KeyId, wrap.Who, stored);
        }

        // The first statement stays: it says since when the newcomer reads.
        using var addStatement = new Statement(mailbox, "INSERT INTO recovery (report_id, newcomer, statement) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", 3);
        addStatement.Run(report.Statement.ReportId.ToArray(), report.Statement.Newcomer.ToArray(), report.Statement.Bytes);
    }

    private (GrantedWrap Wrap, byte[] Shred, byte[] Stored) Cover(Id16 reportId, GrantedWrap wrap)
    {
        var shred = new byte[ShredLayer.KeySize];
        entropy.Fill(shred);
        return (wrap, shred, ShredLayer.Cover(shred, new WrapPlace(reportId, wrap.ObjectId, wrap.KeyId), wrap.Wrap.Span, entropy));
    }

    private void WriteKeys(List<(GrantedWrap Wrap, byte[] Shred, byte[] Stored)> covered, CivilDay today)
    {
        keys.Run("BEGIN IMMEDIATE");
        try
        {
            // A key that an interrupted recovery left behind gives way: it covers nothing.
            using var add = new Statement(keys, "INSERT INTO shred (object_id, key_id, secret, put_day) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET secret = $3, put_day = $4", 4);
            foreach (var (wrap, shred, _) in covered)
            {
                add.Run(wrap.ObjectId.ToArray(), wrap.KeyId.ToArray(), shred, (long)today.Value);
                System.Security.Cryptography.CryptographicOperations.ZeroMemory(shred);
            }

            keys.Run("COMMIT");
        }
        catch
        {
            keys.TryRollBack();
            throw;
        }
    }
}
