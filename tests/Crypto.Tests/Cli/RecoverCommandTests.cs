using System.CommandLine;
using System.Text;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Tests.Opening;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>The offline step of recovery, over a request as casework makes it. Officer 0 lost the passphrase, 1 is to read, 2 is left out of every report.</summary>
public sealed class RecoverCommandTests : IDisposable
{
    private const string Words = "baku steru vini trola kema fizo";

    private readonly string folder = Directory.CreateTempSubdirectory("recover-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly Dialogue dialogue = new();

    public RecoverCommandTests()
    {
        WriteRoot(dialogue.Sample.Root);
        File.WriteAllText(At("passphrase.txt"), Words + "\n");
        using var seed = dialogue.Sample.Recovery.ExportSeed();
        WriteShares("share", seed);
        dialogue.Report(true, 0);
        dialogue.Write(0, new OpenedContent.Reply(Text("Dank u")));
        WriteRequest(1, dialogue.Recoverable()!);
    }

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Two_of_three_shares_give_an_answer_that_the_root_signed_after_all_of_it_was_shown()
    {
        Assert.Equal(ExitCode.Done, Run());

        Assert.True(RecoveryAnswer.TryParse(File.ReadAllBytes(At("answer.sic")), out var answer, out var failure), failure.Name());
        Assert.Equal(FailureClass.None, answer.Judge(dialogue.Directory.Directory));
        Assert.Equal([2], answer.Reports.Select(report => report.Wraps.Count));
        var said = output.ToString();
        Assert.Contains(dialogue.Directory.Directory.Fingerprint, said, StringComparison.Ordinal);
        Assert.Contains(OfficerFingerprint.Of(dialogue.Sample.Officers[1].SigningKey.PublicKey.Span), said, StringComparison.Ordinal);
        Assert.Contains("asked by      Beheerder, agreed by Functionaris", said, StringComparison.Ordinal);
        Assert.Contains("Reports recovered: 1, with 2 messages.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Er verdwijnt geld", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", ExitCode.Done)]
    [InlineData("no", ExitCode.Refused)]
    public void Only_the_word_yes_recovers(string answer, int expected)
    {
        using var input = new StringReader($"{Words}\n{answer}\n");
        var plan = new RecoverCommand.Plan(At("request.sic"), At("root.key"), null, [At("share-1.txt"), At("share-3.txt")], At("answer.sic"), null, Rehearse: false, Yes: false);

        Assert.Equal(expected, RecoverCommand.Run(plan, Console(), input));
        Assert.Equal(expected == ExitCode.Done, File.Exists(At("answer.sic")));
    }

    [Fact]
    public void A_rehearsal_does_the_same_and_its_answer_is_taken_by_nobody()
    {
        Assert.Equal(ExitCode.Done, Run("--rehearse"));

        Assert.Contains("Reports recovered: 1, with 2 messages.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("REHEARSAL", output.ToString(), StringComparison.Ordinal);
        Assert.False(RecoveryAnswer.TryParse(File.ReadAllBytes(At("answer.sic")), out _, out var failure));
        Assert.Equal(FailureClass.UnknownSuite, failure);
    }

    [Fact]
    public void I_07_whoever_refused_recovery_is_counted_and_stays_closed()
    {
        var refusing = dialogue.Report(false, 0);
        var forced = new RecoverableReport([RecoverableObject.From(Protocol.Envelopes.ObjectEntry.ForReader(
            dialogue.Day, refusing.SignedHeader.HeaderBytes.Span, refusing.Wraps[0].Span, refusing.Body.Span, refusing.Signature.Span))]);
        WriteRequest(1, forced);

        Assert.Equal(ExitCode.Done, Run("--shares", At("share-1.txt"), At("share-2.txt")));

        Assert.Contains("whose reporter refused recovery; they stay closed, with any number of shares: 1.", output.ToString(), StringComparison.Ordinal);
        Assert.True(RecoveryAnswer.TryParse(File.ReadAllBytes(At("answer.sic")), out var answer, out _));
        Assert.Empty(answer.Reports);
    }

    [Fact]
    public void I_27_a_report_that_left_the_newcomer_out_is_counted_and_stays_closed_to_them()
    {
        WriteRequest(2, dialogue.Recoverable()!);

        Assert.Equal(ExitCode.Done, Run());

        Assert.Contains("left this officer out; they stay closed to this officer: 1.", output.ToString(), StringComparison.Ordinal);
        Assert.True(RecoveryAnswer.TryParse(File.ReadAllBytes(At("answer.sic")), out var answer, out _));
        Assert.Empty(answer.Reports);
    }

    [Fact]
    public void Every_refusal_is_a_sentence_and_writes_nothing()
    {
        Refused(ExitCode.NotVerified, "do not make a recovery key", "--shares", At("share-1.txt"));
        Refused(ExitCode.NotVerified, "do not make a recovery key", "--shares", At("share-1.txt"), At("share-1.txt"));
        using var stranger = RecoveryKey.Create(dialogue.Sample.Entropy);
        using var seed = stranger.ExportSeed();
        WriteShares("other", seed);
        Refused(ExitCode.NotVerified, "another recovery key", "--shares", At("other-1.txt"), At("other-2.txt"));
        Refused(ExitCode.NotVerified, "do not make a recovery key", "--shares", At("other-1.txt"), At("share-2.txt"));

        File.WriteAllText(At("wrong.txt"), "een ander zinnetje\n");
        Refused(ExitCode.Refused, "does not open the root file", "--passphrase-file", At("wrong.txt"));
        using var root = RootKey.Create(dialogue.Sample.Entropy);
        WriteRoot(root);
        Refused(ExitCode.NotVerified, "another root");
        WriteRoot(dialogue.Sample.Root);

        var request = File.ReadAllBytes(At("request.sic"));
        File.WriteAllBytes(At("request.sic"), request[..^1]);
        Refused(ExitCode.NotVerified, "not a recovery request");
        request[25] ^= 1;
        File.WriteAllBytes(At("request.sic"), request);
        Refused(ExitCode.NotVerified, "signature of casework");
        File.WriteAllText(At("answer.sic"), "before");
        Assert.Equal(ExitCode.Refused, Run());
        Assert.Equal("before", File.ReadAllText(At("answer.sic")));
    }

    private void Refused(int code, string sentence, params string[] options)
    {
        errors.GetStringBuilder().Clear();
        Assert.Equal(code, Run(options));
        Assert.Contains(sentence, errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("answer.sic")));
    }

    private int Run(params string[] options)
    {
        string[] usual = ["--root", At("root.key"), "--request", At("request.sic"), "--out", At("answer.sic"), "--yes"];
        string[] passphrase = options.Contains("--passphrase-file") ? [] : ["--passphrase-file", At("passphrase.txt")];
        string[] shares = options.Contains("--shares") ? [] : ["--shares", At("share-1.txt"), At("share-3.txt")];
        return new RootCommand { CeremonyCommand.Create() }.Parse(["ceremony", "recover", .. usual, .. passphrase, .. shares, .. options]).Invoke(Console());
    }

    private InvocationConfiguration Console() => new() { Output = output, Error = errors };

    private void WriteRequest(int newcomer, params RecoverableReport[] reports)
    {
        var wish = new RecoveryWish(dialogue.Sample.Officers[0].Id, dialogue.Sample.Officers[newcomer].Id, RecoveryReason.PassphraseLost, "Beheerder", "Functionaris");
        var chain = new DirectoryChain([new ChainEntry(ChainEntryKind.Directory, dialogue.Sample.DirectoryBytes)]).Encode();
        File.WriteAllBytes(At("request.sic"), RecoveryRequest.Create(dialogue.Sample.Id, dialogue.Day, wish, chain, dialogue.Sample.Document(dialogue.Day), reports, dialogue.Sample.Casework));
    }

    private void WriteRoot(RootKey root)
    {
        using var passphrase = Protocol.Vaults.Passphrase.Encode(Words);
        File.WriteAllBytes(At("root.key"), RootFile.Seal(root, passphrase, Argon2id.TryCreate(64 * 1024, 3)!, dialogue.Sample.Entropy));
    }

    private void WriteShares(string name, Secret seed)
    {
        foreach (var share in SecretSharing.Split(seed, 2, 3, dialogue.Sample.Entropy))
        {
            var text = new char[ShareText.TextLength];
            ShareText.Format(share, text);
            File.WriteAllText(At($"{name}-{share.Number}.txt"), new StringBuilder().Append(text).Append('\n').ToString());
            share.Dispose();
        }
    }

    private string At(string name) => Path.Combine(folder, name);
}
