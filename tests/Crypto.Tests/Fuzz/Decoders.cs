using IntegrityChannel.Crypto.Cli.Vectors;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;
using SampleOrganisation = IntegrityChannel.Crypto.Tests.Trust.SampleOrganisation;
using SeededEntropy = IntegrityChannel.Testing.SeededEntropy;

namespace IntegrityChannel.Crypto.Tests.Fuzz;

/// <summary>Everything in this room that reads bytes which nobody vouches for, each with inputs that it accepts.</summary>
internal static class Decoders
{
    private static readonly SampleOrganisation Organisation = new("fuzz");

    internal static readonly IReadOnlyDictionary<string, Decoder> All = new Dictionary<string, Decoder>(StringComparer.Ordinal)
    {
        ["object"] = new(bytes => SealedObject.TryParse(bytes, out _, out _), Vectors("object")),
        ["entry"] = new(bytes => Enum.GetValues<EntryForm>().Any(form => ObjectEntry.TryParse(form, new CivilDay(20_514), bytes, out _, out _)), Vectors("entry").Select(bytes => bytes[9..])), // after form, day and length
        ["list"] = new(bytes => ObjectList.TryParse(bytes, out _, out _), Vectors("list")),
        ["put answer"] = new(bytes => PutAnswer.TryParse(bytes, out _, out _), Vectors("put-answer")),
        ["notice"] = new(bytes => ChannelNotice.TryParse(bytes, out _), [[.. new byte[16], 0, 1, 0, 0, 80, 1, 0, 0, 80, 8, 0, 0, 81, 2]]),
        ["order"] = new(bytes => ControlOrder.TryParse(bytes, out _), [ControlOrder.Erase([Id16.From(Id(1)), Id16.From(Id(2))], 5).Encode(), ControlOrder.Confirm(Hash32.From(new byte[32].Select(_ => (byte)7).ToArray())).Encode()]),
        ["removal"] = new(bytes => RemovedAnswers.TryParse(bytes, out _), [[0, 1, .. Id(1)]]),
        ["directory"] = new(bytes => UntrustedDirectory.TryParse(bytes, out _, out _), [Organisation.DirectoryBytes]),
        ["document"] = new(bytes => DirectoryDocument.TryParse(bytes, out _, out _), Vectors("document")),
        ["certificate"] = new(bytes => OfficerCertificate.TryParse(bytes, out _, out _), Documents().SelectMany(document => document.Certificates.Select(item => item.Bytes.ToArray()))),
        ["freshness"] = new(bytes => Freshness.TryParse(bytes, out _, out _), Documents().SelectMany(document => document.Freshness.Select(item => item.Bytes.ToArray()))),
        ["chain"] = new(bytes => DirectoryChain.TryParse(bytes, out _, out _), Vectors("chain")),
        ["checkpoint"] = new(bytes => Checkpoint.TryVerify(bytes.Span, Organisation.Directory, SampleOrganisation.Issued, out _, out _), [Log.Sign(Organisation.Casework)]),
        ["log"] = new(bytes => KeysLog.TryPut(Log, [bytes], [KeysLog.Bundle([Opening])], out _, out _), [KeysLog.Bundle([KeysEntry.LeafOf(Opening.Span).ToArray()])]),
        ["openings"] = new(bytes => KeysLog.TryPut(Log, [KeysLog.Bundle([KeysEntry.LeafOf(Opening.Span).ToArray()])], [bytes], out _, out _), [KeysLog.Bundle([Opening])]),
        ["tile"] = new(bytes => LogTile.TryRead(0, System.Text.Encoding.Latin1.GetString(bytes.Span)) is not null, [.. new[] { "x001/x234/067.p/255", "000" }.Select(System.Text.Encoding.ASCII.GetBytes)]),
        ["receipt"] = new(bytes => Receipt.TryParse(bytes, out _, out _), Vectors("receipt")),
        ["enrolment"] = new(bytes => Enrolment.TryParse(bytes, out _, out _), [Enrolled()]),
        ["recovery statement"] = new(bytes => RecoveryStatement.TryParse(bytes, out _, out _), Vectors("recovery")),
        ["recovery request"] = new(bytes => RecoveryRequest.TryParse(bytes, out _, out _), [RecoverySamples.Request]),
        ["recovery answer"] = new(bytes => RecoveryAnswer.TryParse(bytes, out _, out _), [RecoverySamples.Answer]),
        ["genesis"] = new(bytes => Genesis.TryVerify(bytes, out _, out _), Vectors("genesis")),
        ["candidate"] = new(bytes => Candidate.TryVerify(bytes, out _, out _), [Candidate.Create(Organisation.Officers[0].SigningKey, Id16.From(Id(1)), Id16.From(Id(2)), OfficerRole.Deputy, "Plaatsvervanger")]),
        ["share"] = new(bytes => Share.TryParse(bytes.Span, out _) == FailureClass.None, Shares()),
        ["part"] = new(bytes => PartHead.TryParse(bytes) is not null, [Part.Encode()]),
        ["question for parts"] = new(bytes => PartHead.TryParseQuestion(bytes) is not null, [Part.EncodeQuestion()]),
        ["parts held"] = new(bytes => HeldParts.TryParse(bytes.Span, 20, out _) is not null, [HeldParts.Encode(20, [0, 7, 8, 19])]),
        ["typed code"] = new(bytes => CodeReader.Read(Characters(bytes)) is CodeReading.Complete, [CodeText()]),
        ["typed share"] = new(bytes => ShareText.TryRead(Characters(bytes), out _) == FailureClass.None, ShareTexts()),
        ["vault"] = new(bytes => VaultCodec.Read(bytes, out _) is not null, [VaultBytes()]),
        ["content of a report"] = Content(ObjectKind.Report, [.. new byte[1216 + 32 + 32], 0, 0, 2, .. "nl"u8, 0, 0, 1, 0, 1, 0, 0, 0, 2, .. "hi"u8, 0, 0]),
        ["content of a message"] = Content(ObjectKind.ReporterMessage, [.. new byte[1216], 0, .. new byte[32], 0, 0, 0, 2, .. "hi"u8, 0, 0]),
        ["content of a reply"] = Content(ObjectKind.Reply, [0, 0, 0, 2, .. "hi"u8, 0, 0]),
        ["content of feedback"] = Content(ObjectKind.Feedback, [0, 0, 0, 2, .. "hi"u8, 0, 0, 0, 2, .. "ho"u8]),
        ["content of a decision"] = Content(ObjectKind.Decision, [4, 0, 0, 0, 2, .. "hi"u8]),
        ["content of a note"] = Content(ObjectKind.Note, [1, 0, 0, 0, 2, .. "hi"u8, 0, 0]),
        ["content of a grant"] = Content(ObjectKind.Grant, [.. Id(1), .. Id(2), 1, 0, 2, .. Id(3), .. Id(4), 0, 0, 0, 2, .. "hi"u8]),
    };

    private static Decoder Content(ObjectKind kind, byte[] sample) => new(bytes => ContentCodec.Read(kind, bytes, out _) is not null, [sample]);

    /// <summary>Bytes of every frozen answer of a sort.</summary>
    private static IEnumerable<byte[]> Vectors(string what) => VectorCases.All()
        .Select(each => VectorFile.Parse(each.Text))
        .Where(file => file.What == what)
        .Select(file => file.Bytes);

    private static IEnumerable<DirectoryDocument> Documents() =>
        Vectors("document").Select(bytes => DirectoryDocument.TryParse(bytes, out var document, out _) ? document : null).OfType<DirectoryDocument>();

    private static IEnumerable<byte[]> Shares()
    {
        using var secret = Secret.Create(new SeededEntropy("shares"), SecretSharing.SecretSize);
        return [.. SecretSharing.Split(secret, 2, 3, new SeededEntropy("split")).Select(share => share.Span.ToArray())];
    }

    private static IEnumerable<byte[]> ShareTexts()
    {
        using var secret = Secret.Create(new SeededEntropy("shares"), SecretSharing.SecretSize);
        return [.. SecretSharing.Split(secret, 2, 3, new SeededEntropy("split")).Select(Typed)];
    }

    private static byte[] Typed(Share share)
    {
        var text = new char[ShareText.TextLength];
        ShareText.Format(share, text);
        return System.Text.Encoding.ASCII.GetBytes(text);
    }

    private static byte[] Enrolled()
    {
        using var organisation = new IntegrityChannel.Testing.SampleOrganisation("fuzz");
        using var account = new IntegrityChannel.Testing.SampleAccount(organisation, "officer", organisation.Deputy);
        return account.Enrolment.Encode();
    }

    private static byte[] CodeText()
    {
        using var code = ReferenceCode.Create(new SeededEntropy("code"));
        var text = new char[ReferenceCode.TextLength];
        code.Format(text);
        return System.Text.Encoding.ASCII.GetBytes(text);
    }

    private static ReadOnlyMemory<byte> Opening => new KeysEntry(KeysEntryKind.Directory, SampleOrganisation.Issued, Hash32.Ones).Open(Hash32.Ones);

    private static Checkpoint Log => new(Checkpoint.OriginOf(Organisation.Id), 1, MerkleTree.LeafHash(KeysEntry.LeafOf(Opening.Span).Span));

    private static PartHead Part => new(Id16.From(Id(9)), ContainerLengths.Sealed(3_000_000), 2);

    private static byte[] Id(byte value) => [.. Enumerable.Repeat(value, 16)];

    private static char[] Characters(ReadOnlyMemory<byte> bytes) => [.. System.Text.Encoding.Latin1.GetString(bytes.Span)];

    private static byte[] VaultBytes()
    {
        using var vault = new VaultContent
        {
            OrganisationId = Id16.From(Id(1)),
            OfficerId = Id16.From(Id(2)),
            SigningSeed = Secret.Copy(new byte[32]),
            KemKeys = [new VaultKemKey(1, Secret.Copy(new byte[32]))],
            RootKey = Hash32.Zeros,
            DirectorySequence = 1,
            HighestDay = new CivilDay(20_514),
            Reports = [new VaultReport(Id16.From(Id(3)), default, null, [Id16.From(Id(4))], [new ChainHead(Id16.Zeros, 0, 2, Hash32.Zeros)])],
            Drafts = [new VaultDraft(Id16.From(Id(3)), Utf8Text.From("Nog niet verstuurd"))],
        };
        using var writer = new SicWriter();
        VaultCodec.Write(writer, vault);
        return writer.Written.ToArray();
    }
}

/// <summary>Whether the input was accepted; and inputs to start from.</summary>
internal sealed record Decoder(Func<ReadOnlyMemory<byte>, bool> Accepts, IEnumerable<byte[]> Samples);
