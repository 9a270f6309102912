using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>"sicV" … (docs/protocol.md section 13): writes and reads the content without its padding.</summary>
internal static class VaultCodec
{
    private const int SeedSize = 32;
    private const int DraftLimit = 512 * 1024;

    private static ReadOnlySpan<byte> Magic => "sicV"u8;

    internal static void Write(SicWriter writer, VaultContent vault)
    {
        writer.Bytes(Magic).U16(Sic.Suite).Id(vault.OrganisationId).Id(vault.OfficerId).Bytes(vault.SigningSeed.Span)
            .Count8(vault.KemKeys.Count);
        foreach (var key in vault.KemKeys)
        {
            writer.U32(key.Serial).Bytes(key.Seed.Span);
        }

        writer.Hash(vault.RootKey).U32(vault.DirectorySequence).Day(vault.HighestDay).Count16(vault.Reports.Count);
        foreach (var report in vault.Reports)
        {
            WriteReport(writer, report);
        }

        writer.Count8(vault.Drafts.Count);
        foreach (var draft in vault.Drafts)
        {
            writer.Id(draft.ReportId).Text(draft.Text);
        }

        WriteAside(writer, vault.Aside);
    }

    internal static VaultContent? Read(ReadOnlyMemory<byte> content, out FailureClass failure)
    {
        var reader = new SicReader(content);
        reader.Magic(Magic);
        reader.Suite();
        var vault = new VaultContent
        {
            OrganisationId = reader.Id(),
            OfficerId = reader.Id(),
            SigningSeed = Secret.Copy(reader.Bytes(SeedSize).Span),
            KemKeys = ReadKeys(ref reader),
            RootKey = reader.Hash(),
            DirectorySequence = reader.U32(),
            HighestDay = reader.Day(),
            Reports = ReadReports(ref reader),
            Drafts = ReadDrafts(ref reader),
            Aside = ReadAside(ref reader),
        };
        if (reader.Finish())
        {
            failure = FailureClass.None;
            return vault;
        }

        vault.Dispose();
        failure = reader.Failure;
        return null;
    }

    // Left out where there is none, so that vaults of before this list are read and written as they were.
    private static void WriteAside(SicWriter writer, IReadOnlyList<VaultAside> aside)
    {
        if (aside.Count == 0)
        {
            return;
        }

        writer.Count16(aside.Count);
        foreach (var mark in aside)
        {
            writer.Id(mark.ReportId).U32(mark.Sequence);
        }
    }

    private static List<VaultAside> ReadAside(ref SicReader reader)
    {
        if (reader.Left == 0)
        {
            return [];
        }

        var count = reader.U16();
        reader.Require(count > 0);
        var aside = new List<VaultAside>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            aside.Add(new VaultAside(reader.Id(), reader.U32()));
        }

        return aside;
    }

    private static void WriteReport(SicWriter writer, VaultReport report)
    {
        writer.Id(report.ReportId).Vector(report.KemKey.Span).Vector(report.AuthKey is { } key ? key.Span : []).Count8(report.Excluded.Count);
        foreach (var id in report.Excluded)
        {
            writer.Id(id);
        }

        writer.Count8(report.Heads.Count);
        foreach (var head in report.Heads)
        {
            head.Write(writer);
        }
    }

    private static List<VaultKemKey> ReadKeys(ref SicReader reader)
    {
        var count = reader.U8();
        var keys = new List<VaultKemKey>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            keys.Add(new VaultKemKey(reader.U32(), Secret.Copy(reader.Bytes(SeedSize).Span)));
        }

        return keys;
    }

    private static List<VaultReport> ReadReports(ref SicReader reader)
    {
        var count = reader.U16();
        var reports = new List<VaultReport>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            reports.Add(ReadReport(ref reader));
        }

        return reports;
    }

    private static VaultReport ReadReport(ref SicReader reader)
    {
        var reportId = reader.Id();
        var kemKey = reader.Vector(Sic.KemKeySize);
        reader.Require(kemKey.Length is 0 or Sic.KemKeySize);
        var authKey = reader.Vector(Sic.SigningKeySize);
        reader.Require(authKey.Length is 0 or Sic.SigningKeySize);
        var excluded = ReadIds(ref reader);
        var count = reader.U8();
        var heads = new List<ChainHead>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            heads.Add(ChainHead.Read(ref reader));
        }

        return new VaultReport(reportId, kemKey.ToArray(), reader.Good && authKey.Length > 0 ? Hash32.From(authKey.Span) : null, excluded, heads);
    }

    private static List<Id16> ReadIds(ref SicReader reader)
    {
        var count = reader.U8();
        var ids = new List<Id16>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            ids.Add(reader.Id());
        }

        return ids;
    }

    private static List<VaultDraft> ReadDrafts(ref SicReader reader)
    {
        var count = reader.U8();
        var drafts = new List<VaultDraft>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var reportId = reader.Id();
            var bytes = reader.LongVector(DraftLimit).ToArray();
            reader.Require(Utf8Text.TryCreate(bytes, out var text));
            drafts.Add(new VaultDraft(reportId, text));
        }

        return drafts;
    }
}
