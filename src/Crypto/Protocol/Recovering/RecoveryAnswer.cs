using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Recovering;

/// <summary>
/// sicY: what the offline machine gives back. newcomer[16] directory_hash[32] day u32 reports u16×recovered, sorted by report, signed by the root, so that nothing
/// is lost or exchanged on the way. Every statement in it is signed by itself too, since each goes its own way from here.
/// </summary>
public sealed class RecoveryAnswer
{
    /// <summary>No answer is longer, in bytes (256 MiB).</summary>
    public const int MaximumSize = 256 * 1024 * 1024;

    private RecoveryAnswer(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicY"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    public Id16 Newcomer { get; private init; }

    public Hash32 DirectoryHash { get; private init; }

    /// <summary>Civil day of the ceremony.</summary>
    public CivilDay Day { get; private init; }

    public IReadOnlyList<RecoveredReport> Reports { get; private init; } = [];

    /// <summary>Signs an answer.</summary>
    /// <param name="root">The root of the directory.</param>
    /// <param name="directory">In force.</param>
    /// <param name="newcomer">Who is let in.</param>
    /// <param name="day">Of the ceremony.</param>
    /// <param name="reports">In any order.</param>
    /// <param name="suite">The suite, or that of a rehearsal, which no host takes.</param>
    public static byte[] Create(RootKey root, Trust.Directory directory, Id16 newcomer, CivilDay day, IReadOnlyCollection<RecoveredReport> reports, ushort suite = Sic.Suite)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(reports);
        using var writer = new SicWriter(64 * 1024);
        Statement.WriteStart(writer, Magic, directory.OrganisationId, suite);
        writer.Id(newcomer).Hash(directory.Hash).Day(day).Count16(reports.Count);
        foreach (var report in reports.OrderBy(report => report.Statement.ReportId))
        {
            report.Write(writer);
        }

        return writer.Bytes(root.Sign(Statement.SigningInput(Labels.SignRecovered, writer.Written))).ToArray();
    }

    /// <summary>Reads an answer; the signatures are a second step.</summary>
    /// <param name="bytes">At most 256 MiB.</param>
    /// <param name="answer">The answer, or null.</param>
    /// <param name="failure">malformed, unknown-suite (a rehearsal), not-canonical or wrong-key.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RecoveryAnswer? answer, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        var parsed = new RecoveryAnswer(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            Newcomer = reader.Id(),
            DirectoryHash = reader.Hash(),
            Day = reader.Day(),
            Reports = ReadReports(ref reader),
        };
        Statement.ReadEnd(ref reader);
        reader.Require(parsed.Reports.All(report => report.Statement.Newcomer == parsed.Newcomer && report.Statement.DirectoryHash == parsed.DirectoryHash && report.Statement.Day == parsed.Day));
        failure = reader.Failure;
        answer = reader.Good ? parsed : null;
        return answer is not null;
    }

    /// <summary>Verifies the answer and every statement in it under the directory that they name.</summary>
    public FailureClass Judge(Trust.Directory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return OrganisationId != directory.OrganisationId ? FailureClass.WrongOrganisation
            : DirectoryHash != directory.Hash ? FailureClass.WrongDirectory
            : !Statement.Verify(directory.Content.RootKey.Span, Labels.SignRecovered, Bytes.Span) ? FailureClass.WrongSignature
            : Reports.Select(report => report.Statement.Judge(directory)).FirstOrDefault(failure => failure != FailureClass.None);
    }

    private static List<RecoveredReport> ReadReports(ref SicReader reader)
    {
        var count = reader.U16();
        reader.Require(count <= RecoveryRequest.MostReports);
        var reports = new List<RecoveredReport>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            if (RecoveredReport.Read(ref reader) is { } report)
            {
                reader.Require(reports.Count == 0 || reports[^1].Statement.ReportId < report.Statement.ReportId, FailureClass.NotCanonical);
                reports.Add(report);
            }
        }

        return reports;
    }
}
