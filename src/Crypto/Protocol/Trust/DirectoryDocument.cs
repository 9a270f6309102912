using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// What every page fetches (GET /d), the same for all: "sicP" ‖ day u32 (the server's civil day) ‖ directory (u32 length) ‖ certificates u8 × (u16
/// length) ‖ freshness u8 × (u16 length). Unsigned: every part carries its own signature. The newest sicK and sicF of each officer.
/// </summary>
public sealed class DirectoryDocument
{
    /// <summary>No document is longer, in bytes.</summary>
    public const int MaximumSize = 1024 * 1024;

    private DirectoryDocument(CivilDay day, UntrustedDirectory directory, IReadOnlyList<OfficerCertificate> certificates, IReadOnlyList<Freshness> freshness)
    {
        Day = day;
        Directory = directory;
        Certificates = certificates;
        Freshness = freshness;
    }

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicP"u8;

    /// <summary>The server's civil day; nobody signs it.</summary>
    public CivilDay Day { get; }

    public UntrustedDirectory Directory { get; }

    /// <summary>In the order of the document, not verified.</summary>
    public IReadOnlyList<OfficerCertificate> Certificates { get; }

    /// <summary>In the order of the document, not verified.</summary>
    public IReadOnlyList<Freshness> Freshness { get; }

    /// <summary>Encodes a document from statements as they are stored.</summary>
    public static byte[] Encode(CivilDay day, ReadOnlySpan<byte> directory, IReadOnlyCollection<ReadOnlyMemory<byte>> certificates, IReadOnlyCollection<ReadOnlyMemory<byte>> freshness)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(freshness);
        using var writer = new SicWriter(16 * 1024);
        writer.Bytes(Magic).Day(day).LongVector(directory);
        WriteAll(writer, certificates);
        WriteAll(writer, freshness);
        return writer.ToArray();
    }

    /// <summary>Reads a document; nothing in it is verified.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out DirectoryDocument? document, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        reader.Magic(Magic);
        var day = reader.Day();
        var directory = ReadDirectory(ref reader);
        var certificates = ReadCertificates(ref reader);
        var freshness = ReadFreshness(ref reader);
        document = reader.Finish() ? new DirectoryDocument(day, directory!, certificates, freshness) : null;
        failure = reader.Failure;
        return document is not null;
    }

    private static void WriteAll(SicWriter writer, IReadOnlyCollection<ReadOnlyMemory<byte>> statements)
    {
        writer.Count8(statements.Count);
        foreach (var statement in statements)
        {
            writer.Vector(statement.Span);
        }
    }

    private static UntrustedDirectory? ReadDirectory(ref SicReader reader)
    {
        var bytes = reader.LongVector(UntrustedDirectory.MaximumSize);
        if (!reader.Good)
        {
            return null;
        }

        reader.Require(UntrustedDirectory.TryParse(bytes, out var directory, out var failure), failure);
        return directory;
    }

    private static List<OfficerCertificate> ReadCertificates(ref SicReader reader)
    {
        var count = reader.U8();
        var certificates = new List<OfficerCertificate>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var bytes = reader.Vector();
            if (!reader.Good)
            {
                break;
            }

            reader.Require(OfficerCertificate.TryParse(bytes, out var certificate, out var failure), failure);
            if (certificate is not null)
            {
                certificates.Add(certificate);
            }
        }

        return certificates;
    }

    private static List<Freshness> ReadFreshness(ref SicReader reader)
    {
        var count = reader.U8();
        var all = new List<Freshness>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var bytes = reader.Vector();
            if (!reader.Good)
            {
                break;
            }

            reader.Require(Trust.Freshness.TryParse(bytes, out var freshness, out var failure), failure);
            if (freshness is not null)
            {
                all.Add(freshness);
            }
        }

        return all;
    }
}
