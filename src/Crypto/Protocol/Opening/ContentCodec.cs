using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Writes and reads what stands inside the bodies.</summary>
public static class ContentCodec
{
    private const int LocaleLimit = 35;

    /// <summary>The kind that a content belongs to.</summary>
    public static ObjectKind KindOf(OpenedContent content) => content switch
    {
        OpenedContent.Report => ObjectKind.Report,
        OpenedContent.ReporterMessage => ObjectKind.ReporterMessage,
        OpenedContent.Reply => ObjectKind.Reply,
        OpenedContent.Acknowledgement => ObjectKind.Acknowledgement,
        OpenedContent.Feedback => ObjectKind.Feedback,
        OpenedContent.Decision => ObjectKind.Decision,
        OpenedContent.Note => ObjectKind.Note,
        OpenedContent.Grant => ObjectKind.Grant,
        OpenedContent.Control => ObjectKind.Control,
        OpenedContent.Removal => ObjectKind.Removal,
        _ => ObjectKind.ChannelNotice,
    };

    /// <summary>Reads the content of a body that was opened, or stood in clear. A kind that is reserved is refused (unknown-kind).</summary>
    public static OpenedContent? Read(ObjectKind kind, ReadOnlyMemory<byte> bytes, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var content = Read(ref reader, kind);
        reader.Finish();
        failure = reader.Failure;
        return reader.Good ? content : null;
    }

    /// <summary>Writes into a buffer that is wiped on disposal.</summary>
    internal static SicWriter Write(OpenedContent content)
    {
        var writer = SicWriter.ForWords(8192);
        switch (content)
        {
            case OpenedContent.Report report:
                WriteReport(writer, report);
                break;
            case OpenedContent.ReporterMessage message:
                ManifestCodec.Write(writer.Bytes(message.KemKey.Span).U8((byte)message.Act).Hash(message.Refers).Text(message.Text), message.Files);
                break;
            case OpenedContent.Reply reply:
                ManifestCodec.Write(writer.Text(reply.Text), reply.Files);
                break;
            case OpenedContent.Acknowledgement acknowledgement:
                writer.Text(acknowledgement.Text);
                break;
            case OpenedContent.Feedback feedback:
                writer.Text(feedback.Action).Text(feedback.Grounds);
                break;
            case OpenedContent.Decision decision:
                writer.U8((byte)decision.Kind).Text(decision.Text);
                break;
            case OpenedContent.Note note:
                WriteNote(writer, note);
                break;
            case OpenedContent.Grant grant:
                GrantCodec.Write(writer, grant);
                break;
            default:
                throw new ArgumentException("a clear content is not sealed", nameof(content));
        }

        return writer;
    }

    private static OpenedContent? Read(ref SicReader reader, ObjectKind kind)
    {
        switch (kind)
        {
            case ObjectKind.Report:
                return ReadReport(ref reader);
            case ObjectKind.ReporterMessage:
                return ReadMessage(ref reader);
            case ObjectKind.Reply:
                return new OpenedContent.Reply(Text(ref reader)) { Files = ManifestCodec.Read(ref reader) };
            case ObjectKind.Acknowledgement:
                return new OpenedContent.Acknowledgement(Text(ref reader));
            case ObjectKind.Feedback:
                return new OpenedContent.Feedback(Filled(ref reader), Filled(ref reader));
            case ObjectKind.Decision:
                return new OpenedContent.Decision((DecisionKind)Within(ref reader, 1, 4), Text(ref reader));
            case ObjectKind.Note:
                return ReadNote(ref reader);
            case ObjectKind.Grant:
                return GrantCodec.Read(ref reader);
            case ObjectKind.Control:
                return new OpenedContent.Control(ControlOrder.Read(ref reader));
            case ObjectKind.Removal:
                return new OpenedContent.Removal(RemovedAnswers.Read(ref reader));
            case ObjectKind.ChannelNotice:
                return new OpenedContent.Notice(ChannelNotice.Read(ref reader));
            default:
                reader.Fail(FailureClass.UnknownKind);
                return null;
        }
    }

    private static void WriteReport(SicWriter writer, OpenedContent.Report report)
    {
        writer.Bytes(report.KemKey.Span).Hash(report.AuthKey).Hash(report.Lookup).U8(report.RecoveryRefused ? (byte)1 : (byte)0).Name(report.Locale);
        WriteExcluded(writer, report.Excluded);
        writer.Count16(report.Answers.Count);
        foreach (var answer in report.Answers)
        {
            writer.U16(answer.Question).Text(answer.Text);
        }

        ManifestCodec.Write(writer, report.Files);
    }

    private static void WriteNote(SicWriter writer, OpenedContent.Note note)
    {
        ManifestCodec.Write(writer.U8((byte)note.Kind).Text(note.Text), note.Files);
        if (note.Archive is { } archive)
        {
            writer.Bytes(archive.KemKey.Span);
            WriteExcluded(writer, archive.Excluded);
        }
    }

    private static void WriteExcluded(SicWriter writer, IReadOnlyList<Id16> excluded)
    {
        writer.Count8(excluded.Count);
        foreach (var id in excluded.Order())
        {
            writer.Id(id);
        }
    }

    private static OpenedContent.Report ReadReport(ref SicReader reader) => new(
        reader.Bytes(Sic.KemKeySize).ToArray(), reader.Hash(), reader.Hash(), Within(ref reader, 0, 1) == 1, reader.Name(LocaleLimit), ReadExcluded(ref reader), ReadAnswers(ref reader))
    {
        Files = ManifestCodec.Read(ref reader),
    };

    private static OpenedContent.ReporterMessage ReadMessage(ref SicReader reader) =>
        new(reader.Bytes(Sic.KemKeySize).ToArray(), (ReporterAct)Within(ref reader, 0, 9), reader.Hash(), Text(ref reader)) { Files = ManifestCodec.Read(ref reader) };

    private static OpenedContent.Note ReadNote(ref SicReader reader)
    {
        var kind = (NoteKind)Within(ref reader, 1, 7);
        var text = Text(ref reader);
        var files = ManifestCodec.Read(ref reader);
        var archive = kind == NoteKind.ArchiveRecord ? new ArchiveFacts(reader.Bytes(Sic.KemKeySize).ToArray(), ReadExcluded(ref reader)) : null;
        return new OpenedContent.Note(kind, text, archive) { Files = files };
    }

    private static List<Answer> ReadAnswers(ref SicReader reader)
    {
        var count = reader.U16();
        var answers = new List<Answer>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            answers.Add(new Answer(reader.U16(), Text(ref reader)));
        }

        return answers;
    }

    private static List<Id16> ReadExcluded(ref SicReader reader)
    {
        var count = reader.U8();
        var excluded = new List<Id16>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            excluded.Add(reader.Id());
        }

        for (var index = 1; index < excluded.Count; index++)
        {
            reader.Require(excluded[index - 1] < excluded[index], FailureClass.NotCanonical);
        }

        return excluded;
    }

    private static byte Within(ref SicReader reader, byte first, byte last)
    {
        var value = reader.U8();
        reader.Require(value >= first && value <= last);
        return value;
    }

    private static Utf8Text Filled(ref SicReader reader)
    {
        var text = Text(ref reader);
        reader.Require(!text.IsBlank);
        return text;
    }

    /// <summary>A copy, since the buffer of an opened body is wiped; pinned, so that whoever wipes it wipes all of it.</summary>
    private static Utf8Text Text(ref SicReader reader)
    {
        var text = reader.Text(BodyBuckets.MaximumContent);
        return Utf8Text.TryCreate(PinnedBytes.Copy(text.Span), out var copy) ? copy : default;
    }
}
