using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>Writes and reads a header. Fields are judged in the order in which they stand, so that both implementations name the same first failure.</summary>
internal static class ObjectHeaderCodec
{
    internal static void Write(SicWriter writer, ObjectHeader header)
    {
        writer.Bytes(ObjectHeader.Magic).U16(Sic.Suite).U8((byte)header.Kind).U8((byte)header.Mode)
            .Id(header.OrganisationId).U32(header.DirectorySequence).Hash(header.DirectoryHash).Day(header.Day)
            .Id(header.ReportId).Id(header.ObjectId).Id(header.Author).U8(header.Stream).U32(header.Sequence).Hash(header.Previous)
            .Count8(header.Seen.Count);
        foreach (var head in header.Seen)
        {
            head.Write(writer);
        }

        WriteReporter(writer, header.Reporter);
        writer.Hash(header.KeyCommitment).U32(header.BodyLength).U64(header.ContainerLength).Hash(header.ContainerHash)
            .Count8(header.Recipients.Count);
        foreach (var recipient in header.Recipients)
        {
            writer.Id(recipient.Who).Id(recipient.KeyId);
        }
    }

    internal static ObjectHeader? Read(ref SicReader reader)
    {
        reader.Magic(ObjectHeader.Magic);
        reader.Suite();
        var kind = ReadKind(ref reader);
        var mode = reader.U8();
        reader.Require(mode <= 7);
        var header = new ObjectHeader
        {
            Kind = kind,
            Mode = (ObjectModes)mode,
            OrganisationId = reader.Id(),
            DirectorySequence = reader.U32(),
            DirectoryHash = reader.Hash(),
            Day = reader.Day(),
            ReportId = reader.Id(),
            ObjectId = reader.Id(),
            Author = ReadAuthor(ref reader, kind),
            Sequence = ReadSequence(ref reader, kind, out var previous),
            Previous = previous,
            Seen = ReadSeen(ref reader, kind),
            Reporter = ReadReporter(ref reader, kind),
            KeyCommitment = ReadCommitment(ref reader, kind),
            BodyLength = ReadBodyLength(ref reader, kind),
            ContainerLength = reader.U64(),
            ContainerHash = reader.Hash(),
            Recipients = ReadRecipients(ref reader, kind),
        };
        RequireContainerRule(ref reader, header);
        RequireNotOwnChain(ref reader, header);
        return reader.Good ? header : null;
    }

    private static void WriteReporter(SicWriter writer, ReportIdentity? identity)
    {
        if (identity is { } present)
        {
            writer.U16(ReportIdentity.Size).Hash(present.Lookup).Hash(present.AuthPublicKey);
        }
        else
        {
            writer.U16(0);
        }
    }

    private static ObjectKind ReadKind(ref SicReader reader)
    {
        var value = reader.U8();
        reader.Require(ObjectKinds.IsKnown(value), FailureClass.UnknownKind);
        return (ObjectKind)value;
    }

    private static Id16 ReadAuthor(ref SicReader reader, ObjectKind kind)
    {
        var author = reader.Id();
        reader.Require(kind.MayBeWrittenBy(author));
        return author;
    }

    private static uint ReadSequence(ref SicReader reader, ObjectKind kind, out Hash32 previous)
    {
        reader.Require(reader.U8() == kind.Stream());
        var sequence = reader.U32();
        previous = reader.Hash();
        reader.Require((sequence == 0) == (previous == Hash32.Zeros));
        return sequence;
    }

    private static List<ChainHead> ReadSeen(ref SicReader reader, ObjectKind kind)
    {
        var count = reader.U8();
        var seen = new List<ChainHead>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var head = ChainHead.Read(ref reader);
            reader.Require(head.Stream <= kind.Stream());
            reader.Require(index == 0 || seen[^1] < head, FailureClass.NotCanonical);
            seen.Add(head);
        }

        return seen;
    }

    private static ReportIdentity? ReadReporter(ref SicReader reader, ObjectKind kind)
    {
        reader.Require(reader.U16() == (kind == ObjectKind.Report ? ReportIdentity.Size : 0));
        return kind == ObjectKind.Report ? new ReportIdentity(reader.Hash(), reader.Hash()) : null;
    }

    private static Hash32 ReadCommitment(ref SicReader reader, ObjectKind kind)
    {
        var commitment = reader.Hash();
        reader.Require(kind.IsClear() == (commitment == Hash32.Zeros));
        return commitment;
    }

    private static uint ReadBodyLength(ref SicReader reader, ObjectKind kind)
    {
        var length = reader.U32();
        reader.Require(kind.IsClear() ? length is > 0 and <= ClearObject.MaximumBody : BodyBuckets.IsSealedLength(length));
        return length;
    }

    private static List<Recipient> ReadRecipients(ref SicReader reader, ObjectKind kind)
    {
        var count = reader.U8();
        reader.Require(kind.IsClear() == (count == 0));
        var recipients = new List<Recipient>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var recipient = new Recipient(reader.Id(), reader.Id());
            reader.Require(!recipients.Exists(other => other.Who == recipient.Who || other.KeyId == recipient.KeyId));
            recipients.Add(recipient);
        }

        return recipients;
    }

    private static void RequireContainerRule(ref SicReader reader, ObjectHeader header)
    {
        reader.Require((header.ContainerLength == 0) == (header.ContainerHash == Hash32.Zeros));
        reader.Require(header.ContainerLength == 0 || (header.Kind.MayHaveFiles() && ContainerLengths.IsLength(header.ContainerLength)));
    }

    private static void RequireNotOwnChain(ref SicReader reader, ObjectHeader header) =>
        reader.Require(!header.Seen.Any(head => head.Author == header.Author && head.Stream == header.Stream));
}
