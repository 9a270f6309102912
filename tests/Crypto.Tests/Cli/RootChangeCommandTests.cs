using System.CommandLine;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>Another root takes the place of the one in force, on the machine without network.</summary>
public sealed class RootChangeCommandTests : IDisposable
{
    private const string Words = "baku steru vini trola kema fizo";
    private static readonly CivilDay Day = CivilDay.From(new DateOnly(2026, 3, 2));

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("root-change-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly RootCeremony root = RootCeremony.Create(2, 3, SystemEntropy.Instance);
    private readonly ChannelKey casework = ChannelKey.Create(SystemEntropy.Instance);
    private readonly OfficerSigningKey officer = OfficerSigningKey.Create(SystemEntropy.Instance);
    private readonly OfficerSigningKey colleague = OfficerSigningKey.Create(SystemEntropy.Instance);
    private readonly Directory first;

    public RootChangeCommandTests()
    {
        using var passphrase = Protocol.Vaults.Passphrase.Encode(Words);
        File.WriteAllBytes(At("root.key"), root.SealRoot(passphrase, Argon2id.TryCreate(64 * 1024, 3)!));
        File.WriteAllText(At("passphrase.txt"), Words + "\n");
        WriteRequest(null, [], [Listed(officer, "Verantwoordelijke"), Listed(colleague, "Plaatsvervanger")]);
        Assert.Equal(ExitCode.Done, Sign("first.txt"));
        first = Read("first.txt").Directories[0];
        WriteRequest(first, [.. first.Officers.Select(listed => listed.Id)], []);
    }

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        root.Dispose();
        casework.Dispose();
        officer.Dispose();
        colleague.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Both_roots_sign_the_change_and_the_new_one_the_directories_from_then_on()
    {
        Assert.Equal(ExitCode.Done, Change("new"));

        var history = Read("first.txt", "new/root-change.txt");
        var second = history.Directories[1];
        Assert.Equal([root.Root.PublicKey, second.Content.RootKey], history.Roots);
        Assert.NotEqual(root.Root.PublicKey, second.Content.RootKey);
        Assert.Equal((2u, first.Hash, root.Genesis.OrganisationId), (second.Sequence, second.Content.PreviousHash, second.OrganisationId));
        Assert.Equal(first.Content.RecoveryKey.ToArray(), second.Content.RecoveryKey.ToArray());
        Assert.Equal(first.Officers, second.Officers);
        Assert.Contains(first.Fingerprint, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(second.Fingerprint, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(At("new/safe-1/root.key")), File.ReadAllBytes(At("new/safe-2/root.key")));

        // The next one: the old root signs no more, the new one does, and what it was told to follow is the change.
        WriteRequest(second, [.. second.Officers.Select(listed => listed.Id)], []);
        Assert.Equal(ExitCode.NotVerified, Sign("third.txt", "--previous", At("new/root-change.txt")));
        Assert.Equal(ExitCode.Done, Sign("third.txt", "--root", At("new/safe-2/root.key"), "--passphrase-file", At("new/passphrase.txt"), "--previous", At("new/root-change.txt")));
        Assert.Equal(second.Content.RootKey, Read("first.txt", "new/root-change.txt", "third.txt").Directories[2].Content.RootKey);
        Assert.Equal(FailureClass.WrongRoot, FailureOf("first.txt", "third.txt"));
    }

    [Theory]
    [InlineData("yes", ExitCode.Done)]
    [InlineData("no", ExitCode.Refused)]
    [InlineData("", ExitCode.Refused)]
    public void Only_the_word_yes_signs_and_without_it_no_root_was_made(string answer, int expected)
    {
        using var input = new StringReader($"{Words}\n{answer}\n");
        var plan = new DirectoryCeremonyCommand.Plan(At("root.key"), null, At("request.txt"), At("first.txt"), At("new"), null, Yes: false);

        Assert.Equal(expected, RootChangeCommand.Run(plan, new NewRootPlan(64, PassphraseToFile: true), Console(), input));

        Assert.Equal(expected == ExitCode.Done ? 4 : 0, System.IO.Directory.GetFileSystemEntries(At("new")).Length);
    }

    [Fact]
    public void A_passphrase_that_is_typed_back_wrongly_makes_nothing()
    {
        using var input = new StringReader($"{Words}\niets anders\nyes\n");
        var plan = new DirectoryCeremonyCommand.Plan(At("root.key"), null, At("request.txt"), At("first.txt"), At("new"), null, Yes: false);

        Assert.Equal(ExitCode.Refused, RootChangeCommand.Run(plan, new NewRootPlan(64, PassphraseToFile: false), Console(), input));

        Assert.Empty(System.IO.Directory.GetFileSystemEntries(At("new")));
    }

    [Fact]
    public void A_rehearsal_does_all_of_it_and_leaves_no_root_and_nothing_that_anybody_takes()
    {
        Assert.Equal(ExitCode.Done, Change("new", "--rehearse"));

        Assert.Equal([At("new/root-change.txt")], System.IO.Directory.GetFileSystemEntries(At("new")));
        Assert.Null(CarriedFile.Read(At("new/root-change.txt"), CarriedFile.RootChange, ChainStep.MaximumSize));
        Assert.False(ChainStep.TryParse(CarriedFile.Read(At("new/root-change.txt"), CarriedFile.Rehearsal, ChainStep.MaximumSize), out _, out var failure));
        Assert.Equal(FailureClass.UnknownSuite, failure);
        Assert.Equal(ExitCode.Done, Change("real"));
    }

    [Fact]
    public void Another_root_another_directory_and_a_folder_in_use_are_refused()
    {
        using var other = RootCeremony.Create(2, 3, SystemEntropy.Instance);
        using var passphrase = Protocol.Vaults.Passphrase.Encode(Words);
        File.WriteAllBytes(At("other.key"), other.SealRoot(passphrase, Argon2id.TryCreate(64 * 1024, 3)!));
        Assert.Equal(ExitCode.NotVerified, Change("new", "--root", At("other.key")));
        Assert.Equal(ExitCode.NotVerified, Change("new", "--previous", At("request.txt")));
        System.IO.Directory.CreateDirectory(At("used"));
        File.WriteAllText(At("used/file"), "");
        Assert.Equal(ExitCode.Refused, Change("used"));
        Assert.False(System.IO.Directory.Exists(At("new")));

        // There is no change before there is a directory.
        WriteRequest(null, [], [Listed(officer, "Verantwoordelijke")]);
        Assert.Equal(ExitCode.NotVerified, Change("new"));
    }

    [Fact]
    public void A_lost_root_is_replaced_once_every_officer_signed_exactly_the_proposal()
    {
        Assert.Equal(ExitCode.Done, Propose("new"));
        SignProposal("new/proposal.txt", colleague, "deputy.txt");

        // Somebody is missing, and is named; somebody signs twice; a stranger signs; an officer signs another proposal.
        Assert.Equal(ExitCode.NotVerified, Finish("deputy.txt"));
        Assert.Contains("missing: Verantwoordelijke", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotVerified, Finish("deputy.txt", "deputy.txt"));
        using var stranger = OfficerSigningKey.Create(SystemEntropy.Instance);
        SignProposal("new/proposal.txt", stranger, "stranger.txt");
        Assert.Equal(ExitCode.NotVerified, Finish("deputy.txt", "stranger.txt"));
        Assert.Equal(ExitCode.Done, Propose("other"));
        SignProposal("other/proposal.txt", officer, "other.txt");
        Assert.Equal(ExitCode.NotVerified, Finish("deputy.txt", "other.txt"));
        Assert.False(File.Exists(At("step.txt")));

        SignProposal("new/proposal.txt", officer, "responsible.txt");
        Assert.Equal(ExitCode.Done, Finish("deputy.txt", "responsible.txt"));
        var history = Read("first.txt", "step.txt");
        Assert.True(Assert.Single(history.RootChanges).IsByOfficers);
        Assert.Equal([root.Root.PublicKey, history.Directories[1].Content.RootKey], history.Roots);
        Assert.Equal(ExitCode.Refused, Finish("deputy.txt", "responsible.txt"));
    }

    [Fact]
    public void A_lost_root_is_finished_by_the_root_that_was_proposed_after_the_directory_it_was_proposed_for()
    {
        Assert.Equal(ExitCode.Done, Propose("new"));
        Assert.Equal(ExitCode.Done, Propose("other"));
        SignProposal("other/proposal.txt", officer, "a.txt");
        SignProposal("other/proposal.txt", colleague, "b.txt");
        File.Copy(At("other/proposal.txt"), At("new/proposal.txt"), overwrite: true);
        Assert.Equal(ExitCode.NotVerified, Finish("a.txt", "b.txt"));

        // A rehearsal of the first half is no proposal, one of the second no step.
        Assert.Equal(ExitCode.Done, Propose("rehearsed", "--rehearse"));
        Assert.Null(RootProposal.Read(At("rehearsed/proposal.txt")));
        Assert.Equal([At("rehearsed/proposal.txt")], System.IO.Directory.GetFileSystemEntries(At("rehearsed")));
        Assert.Equal(ExitCode.Done, Invoke("root-lost", [.. FinishOptions("other", "a.txt", "b.txt"), "--rehearse"]));
        Assert.Null(CarriedFile.Read(At("step.txt"), CarriedFile.RootChange, ChainStep.MaximumSize));
        Assert.False(ChainStep.TryParse(CarriedFile.Read(At("step.txt"), CarriedFile.Rehearsal, ChainStep.MaximumSize), out _, out var failure));
        Assert.Equal(FailureClass.UnknownSuite, failure);
    }

    private Candidate Listed(OfficerSigningKey key, string display) =>
        Candidate.TryVerify(Candidate.Create(key, root.Genesis.OrganisationId, Protocol.Envelopes.ObjectIds.Create(SystemEntropy.Instance), OfficerRole.Responsible, display), out var candidate, out var failure)
            ? candidate
            : throw new InvalidOperationException(failure.Name());

    private int Propose(string target, params string[] options) => Invoke(
        "root-lost", ["propose", "--request", At("request.txt"), "--previous", At("first.txt"), "--out", At(target), "--memory-mib", "64", "--passphrase-to-file", "--yes", .. options]);

    private int Finish(params string[] signatures) => Invoke("root-lost", FinishOptions("new", signatures));

    private string[] FinishOptions(string made, params string[] signatures) =>
    [
        "finish", "--request", At("request.txt"), "--previous", At("first.txt"), "--root", At($"{made}/safe-1/root.key"), "--passphrase-file", At($"{made}/passphrase.txt"),
        "--proposal", At($"{made}/proposal.txt"), "--signatures", .. signatures.Select(At), "--out", At("step.txt"), "--yes",
    ];

    private void SignProposal(string proposal, OfficerSigningKey key, string target) =>
        File.WriteAllBytes(At(target), CarriedFile.Write(CarriedFile.RootSignature, Assert.IsType<RootChange>(RootProposal.Read(At(proposal))).Countersign(key)));

    private int Change(string target, params string[] options) => Invoke("root-change", ["--out", At(target), "--memory-mib", "64", "--passphrase-to-file", .. Usual(options), .. Or(options, "--previous", At("first.txt"))]);

    private int Sign(string target, params string[] options) => Invoke("directory", ["--out", At(target), .. Usual(options)]);

    private string[] Usual(string[] options) => ["--request", At("request.txt"), "--yes", .. Or(options, "--root", At("root.key")), .. Or(options, "--passphrase-file", At("passphrase.txt")), .. options];

    private static string[] Or(string[] options, string name, string usual) => options.Contains(name) ? [] : [name, usual];

    private int Invoke(string name, string[] options) => new RootCommand { CeremonyCommand.Create() }.Parse(["ceremony", name, .. options]).Invoke(Console());

    private InvocationConfiguration Console() => new() { Output = output, Error = errors };

    private void WriteRequest(Directory? previous, IReadOnlyList<Id16> staying, IReadOnlyList<Candidate> candidates) =>
        File.WriteAllBytes(At("request.txt"), CarriedFile.Write(CarriedFile.Request, DirectoryRequest.Create(
            new DirectoryWish
            {
                Genesis = root.Genesis,
                Previous = previous,
                Day = Day,
                Zone = "Europe/Brussels",
                Origins = ["https://meld.zone.example"],
                Channels = [new(casework.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints)],
                Staying = staying,
                Candidates = candidates,
            },
            casework)));

    private DirectoryHistory Read(params string[] names)
    {
        Assert.True(DirectoryHistory.TryVerify(ChainOf(names), out var history, out var failure), failure.Name());
        return history;
    }

    private FailureClass FailureOf(params string[] names) => DirectoryHistory.TryVerify(ChainOf(names), out _, out var failure) ? FailureClass.None : failure;

    private DirectoryChain ChainOf(string[] names) => new([.. names.SelectMany(name =>
    {
        var bytes = CarriedFile.Read(At(name), CarriedFile.Directory, ChainStep.MaximumSize) ?? CarriedFile.Read(At(name), CarriedFile.RootChange, ChainStep.MaximumSize);
        Assert.True(ChainStep.TryParse(bytes, out var step, out var failure), failure.Name());
        return step.Entries;
    })]);

    private string At(string name) => Path.Combine(folder, name);
}
