using System.Globalization;
using System.Text.RegularExpressions;
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
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>The tables of docs/protocol.md against both implementations: a list that is only written down drifts.</summary>
public sealed partial class SpecificationTests
{
    private const string Document = "docs/protocol.md";
    private const string CSharpLabels = "src/Crypto/Protocol/Encoding/Labels.cs";
    private const string WebLabels = "src/Crypto/Web/labels.ts";

    /// <summary>Section 17 in its order: what each row says, in bytes or the unit that stands there.</summary>
    private static readonly Dictionary<string, long[]> Sizes = new(StringComparer.Ordinal)
    {
        ["object, wraps and signature included"] = [Sic.MaximumObjectSize],
        ["body, padded"] = [.. PaddedSizes()],
        ["clear body"] = [ClearObject.MaximumBody],
        ["chunk of a body"] = [ChunkedEncryption.ChunkSize],
        ["part of a container"] = [ContainerLengths.PartSize],
        ["smallest container, padded"] = [ContainerLengths.Padded(0)],
        ["wrap"] = [SealedObject.WrapSize],
        ["answer to a put"] = [PutAnswer.Size],
        ["receipt"] = [Receipt.Size],
        ["directory"] = [UntrustedDirectory.MaximumSize],
        ["directory document"] = [DirectoryDocument.MaximumSize],
        ["chain of directories"] = [DirectoryChain.MaximumSize],
        ["smallest mailbox answer"] = [Constant("src/Intake/Host/Features/OpenMailbox/MailboxLogin.cs", "Floor")],
        ["login nonce"] = [LoginNonce.Size],
        ["vault key, wrapped"] = [Enrolment.VaultKeyWrapSize],
        ["vault, in an enrolment"] = [Enrolment.MaximumVault],
        ["block of a vault"] = [VaultSealing.Block],
        ["recovery share"] = [Share.Size],
        ["checkpoint of a log"] = [Checkpoint.MaximumSize],
        ["recovery statement"] = [RecoveryStatement.Size],
        ["recovery request, and its answer"] = [RecoveryRequest.MaximumSize],
        ["reports of one recovery request"] = [RecoveryRequest.MostReports],
        ["life of a directory or certificate"] = [OfficerCertificate.LongestLife],
        ["days past a directory's expiry"] = [DirectoryVerification.GraceDays],
        ["days without freshness before a warning"] = [DirectoryVerification.FreshnessDays],
        ["life of a login nonce"] = [LoginNonce.Minutes],
        ["Argon2id, floor"] = [Argon2id.MinimumMemoryKib * 1024L, Argon2id.MinimumIterations],
        ["Argon2id, ceiling"] = [Argon2id.MaximumMemoryKib * 1024L, Argon2id.MaximumIterations],
    };

    public static TheoryData<string, string, string, long> WebConstants => new()
    {
        { "src/Crypto/Web/sealedobject.ts", "maximumObject", "object", Sic.MaximumObjectSize },
        { "src/Crypto/Web/sealedobject.ts", "wrapLength", "wrap", SealedObject.WrapSize },
        { "src/Crypto/Web/sealedbody.ts", "maximumClearBody", "clear body", ClearObject.MaximumBody },
        { "src/Crypto/Web/chunkedencryption.ts", "chunkSize", "chunk", ChunkedEncryption.ChunkSize },
        { "src/Crypto/Web/containerlength.ts", "partSize", "part", ContainerLengths.PartSize },
        { "src/Crypto/Web/containerlength.ts", "floor", "smallest container", ContainerLengths.Padded(0) },
        { "src/Crypto/Web/putanswer.ts", "answerLength", "put answer", PutAnswer.Size },
        { "src/Crypto/Web/receipt.ts", "receiptLength", "receipt", Receipt.Size },
        { "src/Crypto/Web/recovery.ts", "recoveryLength", "recovery statement", RecoveryStatement.Size },
        { "src/Crypto/Web/directorystatement.ts", "maximumSize", "directory", UntrustedDirectory.MaximumSize },
        { "src/Crypto/Web/directorystatement.ts", "longestLife", "directory's life", OfficerCertificate.LongestLife },
        { "src/Crypto/Web/certificate.ts", "longestCertificate", "certificate's life", OfficerCertificate.LongestLife },
        { "src/Crypto/Web/directory.ts", "maximumDocument", "directory document", DirectoryDocument.MaximumSize },
        { "src/Crypto/Web/directory.ts", "graceDays", "grace", DirectoryVerification.GraceDays },
        { "src/Crypto/Web/directory.ts", "freshnessDays", "freshness", DirectoryVerification.FreshnessDays },
        { "src/Crypto/Web/login.ts", "nonceLength", "nonce", LoginNonce.Size },
        { "src/Crypto/Web/vault.ts", "block", "vault block", VaultSealing.Block },
        { "src/Crypto/Web/checkpoint.ts", "maximumCheckpoint", "checkpoint", Checkpoint.MaximumSize },
        { "src/Crypto/Web/keyslog.ts", "openingLength", "opening", KeysEntry.OpeningSize },
        { "src/Crypto/Web/keyslog.ts", "tileWidth", "tile", LogTile.FullWidth },
        { "src/Crypto/Web/code.ts", "secretLength", "secret", ReferenceCode.SecretSize },
        { "src/Crypto/Web/code.ts", "symbolCount", "symbols", ReferenceCode.SymbolCount },
    };

    [Fact]
    public void The_labels_of_the_specification_are_those_of_both_implementations()
    {
        var rows = Documents.TableRows(Document, "| label | used in |");
        IEnumerable<string> Labels(Func<string, bool> use) => rows.Where(row => use(row[1])).SelectMany(row => row[0].Split(", ")).Order(StringComparer.Ordinal);

        Assert.Equal(Labels(use => !use.StartsWith("reserved", StringComparison.Ordinal)), LabelsIn(CSharpLabels));
        Assert.Equal(Labels(use => !use.StartsWith("reserved", StringComparison.Ordinal) && !use.EndsWith("never in a browser", StringComparison.Ordinal)), LabelsIn(WebLabels));
    }

    // Known answers draw seeded bytes under names of their own that also start so; they are no labels.
    [Fact]
    public void A_label_is_written_in_the_two_tables_only() =>
        Assert.Empty(Repository.Files("src", ".cs", ".ts").Except([CSharpLabels, WebLabels]).Where(file => !file.StartsWith("src/Crypto/Cli/Vectors/", StringComparison.Ordinal)).Where(file => LabelInCode().IsMatch(WithoutComments(file))));

    [Fact]
    public void The_failure_classes_of_the_specification_are_those_of_both_implementations()
    {
        var listed = Backticked().Matches(Documents.Section(Document, "16. Failure classes")).Select(match => match.Groups["name"].Value);
        var union = Repository.Read("src/Crypto/Web/failure.ts").Split("export type FailureClass =")[1].Split(';')[0];

        var coded = Enum.GetValues<FailureClass>().Where(failure => failure != FailureClass.None).Select(failure => failure.Name()).ToList();
        Assert.Equal(coded, listed);
        Assert.Equal(coded, Quoted().Matches(union).Select(match => match.Groups["text"].Value));
    }

    [Fact]
    public void Every_size_and_term_of_the_specification_is_the_one_of_the_code()
    {
        var rows = Documents.TableRows(Document, "| what | at most or exactly |");

        Assert.Equal(Sizes.Keys, rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal(Sizes[row[0]], Numbers(row[1])));
        Assert.Equal(DirectoryVerification.GraceDays, PublishedDirectories.ForgivenDays);
    }

    [Theory]
    [MemberData(nameof(WebConstants))]
    public void A_size_in_the_browser_is_the_one_of_the_twin(string file, string name, string what, long expected) =>
        Assert.True(Constant(file, name) == expected, $"{what}: {file} says {Constant(file, name)}, C# {expected}");

    [Fact]
    public void The_kinds_acts_decisions_and_notes_of_the_specification_are_those_of_the_code()
    {
        var section = Documents.Section(Document, "6. Kinds");
        var inUse = Documents.TableRows(Document, "| kind | author | content | sealed to |").Select(row => row[0].Split(' ')[0]);
        Assert.Equal(Enum.GetValues<ObjectKind>().Where(ObjectRules.IsInUse).Select(kind => $"{(byte)kind}"), inUse);
        Assert.Equal(Enum.GetValues<ReporterAct>().Select(act => (int)act), Numbered(Between(section, "Acts of kind 2: ", ";")));
        Assert.Equal(Enum.GetValues<DecisionKind>().Select(kind => (int)kind), Numbered(Between(section, "| u8 (1 adm", ")", keep: "1 adm")));
        Assert.Equal(Enum.GetValues<NoteKind>().Select(kind => (int)kind), Numbered(Between(section, "| u8 (1 note", ")", keep: "1 note")));
    }

    [Fact]
    public void The_roles_of_the_specification_are_those_of_the_code() =>
        Assert.Equal(
            Enum.GetValues<OfficerRole>().Where(role => role != OfficerRole.Administrator).Select(role => (int)role),
            Numbered(Between(Documents.Section(Document, "10. Statements"), "Roles: ", ".")));

    [Fact]
    public void Every_signed_statement_of_the_specification_has_its_decoder_in_both_implementations()
    {
        foreach (var row in Documents.TableRows(Document, "| magic | what | signed by | label | fields |"))
        {
            var magic = row[0].Trim('`');
            Assert.Contains(Repository.Files("src/Crypto/Protocol/Trust", ".cs"), file => Repository.Read(file).Contains($"\"{magic}\"u8", StringComparison.Ordinal));
            Assert.Contains(Repository.Files("src/Crypto/Web", ".ts"), file => WithoutComments(file).Contains($"\"{magic}\"", StringComparison.Ordinal));
            Assert.Contains(row[3], LabelsIn(CSharpLabels));
        }
    }

    [Fact]
    public void Every_section_of_the_specification_that_a_source_names_exists()
    {
        var sections = Heading().Matches(Repository.Read(Document)).Select(match => match.Groups["number"].Value).ToList();
        Assert.Equal(Enumerable.Range(1, sections.Count).Select(number => $"{number}"), sections);
        var stray =
            from file in Repository.Files("src", ".cs", ".ts").Concat(Repository.Files("tests", ".cs", ".ts"))
            from Match match in SectionNamed().Matches(Repository.Read(file))
            where !match.Groups["number"].Captures.All(number => sections.Contains(number.Value))
            select $"{file}: {match.Value}";
        Assert.Empty(stray);
    }

    private static string[] LabelsIn(string file) =>
        [.. Quoted().Matches(WithoutComments(file)).Select(match => match.Groups["text"].Value).Where(text => text.StartsWith("sic1/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static IEnumerable<long> PaddedSizes()
    {
        for (var size = BodyBuckets.PlainFor(0); size is { } found; size = BodyBuckets.PlainFor(found - BodyBuckets.CountSize + 1))
        {
            yield return found;
        }
    }

    // "8, 32, 128 or 512 KiB": the unit at the end counts for the numbers before it.
    private static IEnumerable<long> Numbers(string cell) =>
        from part in cell.Split(", ").Length > 1 && Unit().Count(cell) > 1 ? cell.Split(", ") : [cell]
        let unit = Unit().Match(part).Value switch { "KiB" => 1024L, "MiB" => 1024L * 1024, _ => 1L }
        from Match number in Digits().Matches(part)
        select long.Parse(number.Value, CultureInfo.InvariantCulture) * unit;

    private static IEnumerable<int> Numbered(string list) =>
        Digits().Matches(list).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

    private static string Between(string text, string from, string to, string keep = "")
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(start >= 0, from);
        return keep + text[(start + from.Length)..].Split(to)[0];
    }

    // Products and sums of whole numbers, as constants are written.
    private static long Constant(string file, string name)
    {
        var match = Regex.Match(Repository.Read(file), $@"const (?:int )?{name} = (?<value>[\d_ *+]+);");
        Assert.True(match.Success, $"{file} has no constant {name}");
        return match.Groups["value"].Value.Replace("_", "", StringComparison.Ordinal).Split('+')
            .Sum(product => product.Split('*').Aggregate(1L, (value, factor) => value * long.Parse(factor, CultureInfo.InvariantCulture)));
    }

    private static string WithoutComments(string file) => Comment().Replace(Repository.Read(file), "");

    [GeneratedRegex("\"sic1/")]
    private static partial Regex LabelInCode();

    [GeneratedRegex("\"(?<text>[^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("`(?<name>[a-z-]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex(@"(KiB|MiB|bytes|days|minutes|passes)")]
    private static partial Regex Unit();

    [GeneratedRegex(@"\b\d+\b")]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?m)^## (?<number>\d+)\. ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"protocol(\.md,?)? (sections? (?<number>\d+(\.\d+)?)|(?<number>\d+\.\d+))( and (?<number>\d+))?")]
    private static partial Regex SectionNamed();

    [GeneratedRegex(@"(?m)/\*[\s\S]*?\*/|^\s*//.*$|(?<=\s)//\s.*$")]
    private static partial Regex Comment();
}
