using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Case files: opened once per report by the tick, read by the pages of its recipients.</summary>
internal sealed class CaseFiles(IDbContextFactory<CaseworkContext> factory, IEntropy entropy)
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TriesPerLength = 4;
    private const int Shortest = 4;
    private const int Longest = 6;

    /// <summary>Opens the case file of a report; opening it again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">No free number was found in twelve draws: the file holds hundreds of millions of cases, or randomness is broken.</exception>
    internal async Task OpenAsync(Id16 reportId, CivilDay day, CancellationToken cancellationToken)
    {
        var id = reportId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        for (var attempt = 0; attempt < TriesPerLength * (Longest - Shortest + 1); attempt++)
        {
            var number = CreateNumber(Shortest + (attempt / TriesPerLength));
            await context.Database.ExecuteSqlAsync(
                $"INSERT INTO case_files (report_id, case_number, opened_day) VALUES ({id}, {number}, {day.Value}) ON CONFLICT DO NOTHING", cancellationToken);
            if (await context.CaseFiles.AnyAsync(row => row.ReportId == id, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException("no free case number");
    }

    /// <summary>All case files by report. The caller keeps from an officer what is not theirs.</summary>
    internal async Task<Dictionary<Id16, CaseFileRow>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.CaseFiles.AsNoTracking().ToDictionaryAsync(row => Id16.From(row.ReportId), cancellationToken);
    }

    /// <summary>The case file of one report; null where none was opened. The caller keeps from an officer what is not theirs.</summary>
    internal async Task<CaseFileRow?> FindAsync(Id16 reportId, CancellationToken cancellationToken)
    {
        var id = reportId.ToArray();
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.CaseFiles.AsNoTracking().SingleOrDefaultAsync(row => row.ReportId == id, cancellationToken);
    }

    /// <summary>Drops the case file of a report that was erased.</summary>
    internal async Task ForgetAsync(Id16 reportId, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"DELETE FROM case_files WHERE report_id = {reportId.ToArray()}", cancellationToken);
    }

    // Random, never a counter: a number that officers say aloud must not tell how many reports there are.
    private string CreateNumber(int length)
    {
        Span<byte> random = stackalloc byte[length];
        entropy.Fill(random);
        return string.Create(length, random, static (symbols, bytes) =>
        {
            for (var index = 0; index < symbols.Length; index++)
            {
                symbols[index] = Crockford[bytes[index] & 31];
            }
        });
    }
}
