using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Recovering;

/// <summary>
/// sicX: what casework hands to an offline machine for recovery. day u32 lost[16] newcomer[16] reason u16 asked_by x&lt;&gt; agreed_by x&lt;&gt; chain u32&lt;&gt; document u32&lt;&gt;
/// reports u16×report, signed by casework's channel key, which the document's directory lists for notices. Nothing in it opens without the shares.
/// </summary>
public sealed class RecoveryRequest
{
    /// <summary>The most reports of one request; what is left is asked for by the next.</summary>
    public const int MostReports = 4096;

    /// <summary>No request is longer, in bytes (256 MiB).</summary>
    public const int MaximumSize = 256 * 1024 * 1024;

    private const int NameLimit = 256;

    private RecoveryRequest(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicX"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    /// <summary>The host's civil day.</summary>
    public CivilDay Day { get; private init; }

    public RecoveryWish Wish { get; private init; } = null!;

    /// <summary>sicH: every directory there was.</summary>
    public ReadOnlyMemory<byte> Chain { get; private init; }

    /// <summary>sicP: the directory in force with its certificates.</summary>
    public ReadOnlyMemory<byte> Document { get; private init; }

    public IReadOnlyList<RecoverableReport> Reports { get; private init; } = [];

    /// <summary>Signs a request.</summary>
    public static byte[] Create(Id16 organisationId, CivilDay day, RecoveryWish wish, ReadOnlySpan<byte> chain, ReadOnlySpan<byte> document, IReadOnlyList<RecoverableReport> reports, ChannelKey key)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new SicWriter(64 * 1024);
        Statement.WriteStart(writer, Magic, organisationId);
        writer.Day(day).Id(wish.Lost).Id(wish.Newcomer).U16((ushort)wish.Reason).Name(wish.AskedBy).Name(wish.AgreedBy).LongVector(chain).LongVector(document).Count16(reports.Count);
        foreach (var report in reports)
        {
            report.Write(writer);
        }

        return writer.Bytes(key.Sign(Statement.SigningInput(Labels.SignRecoveryRequest, writer.Written))).ToArray();
    }

    /// <summary>Reads a request; whose it is, <see cref="IsSignedFor"/> says.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RecoveryRequest? request, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        var parsed = new RecoveryRequest(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            Day = reader.Day(),
            Wish = new RecoveryWish(reader.Id(), reader.Id(), (RecoveryReason)reader.U16(), reader.Name(NameLimit), reader.Name(NameLimit)),
            Chain = reader.LongVector(DirectoryChain.MaximumSize),
            Document = reader.LongVector(DirectoryDocument.MaximumSize),
            Reports = ReadReports(ref reader),
        };
        var wish = parsed.Wish;
        reader.Require(wish.Lost.NamesAnOfficer && wish.Newcomer.NamesAnOfficer && wish.Lost != wish.Newcomer && wish.Reason is >= RecoveryReason.PassphraseLost and <= RecoveryReason.Died);
        Statement.ReadEnd(ref reader);
        failure = reader.Failure;
        request = reader.Good ? parsed : null;
        return request is not null;
    }

    /// <summary>True where a channel key signed it that this directory lists for notices: it came from this organisation's host, and nothing was changed on the way.</summary>
    public bool IsSignedFor(Trust.Directory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return OrganisationId == directory.OrganisationId
            && directory.Content.Channels.Any(channel => channel.Serves(ChannelUses.Notices, Day) && Statement.Verify(channel.PublicKey.Span, Labels.SignRecoveryRequest, Bytes.Span));
    }

    private static List<RecoverableReport> ReadReports(ref SicReader reader)
    {
        var count = reader.U16();
        reader.Require(count <= MostReports);
        var reports = new List<RecoverableReport>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            if (RecoverableReport.Read(ref reader) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }
}
