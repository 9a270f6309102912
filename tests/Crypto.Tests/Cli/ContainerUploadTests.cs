using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Tests.Opening;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>Files on their way from the command line: what a host holds goes once, and what it lost goes anew under another key.</summary>
public sealed class ContainerUploadTests : IDisposable
{
    private const int TwoAndAHalfParts = 2_600_000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("integrity-upload-");
    private readonly Dialogue dialogue = new();
    private readonly List<TimeSpan> pauses = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_part_goes_once_and_the_container_is_the_one_that_the_host_holds()
    {
        var host = new PartHostOfTests();
        using var upload = Upload(host, TwoAndAHalfParts, 17);
        var container = await upload.BringAsync(dialogue.Directory, Ct);

        Assert.Equal([0, 1, 2], host.Sent.Select(part => part.Index));
        Assert.Empty(host.Questions);
        Assert.Equal(container.Length, host.Sent.Sum(part => part.Bytes.Length));
        Assert.Equal(["file-1.jpg", "file-2.jpg"], container.Manifest.Select(row => row.Name.ToPublicString()));
        Assert.Same(container, await upload.BringAsync(dialogue.Directory, Ct));
        Assert.Equal(3, host.Sent.Count);
    }

    [Fact]
    public async Task An_answer_that_was_lost_costs_a_question_and_no_second_sending()
    {
        var host = new PartHostOfTests(PartTurn.Stored, PartTurn.AnswerLost);
        using var upload = Upload(host, TwoAndAHalfParts);
        await upload.BringAsync(dialogue.Directory, Ct);
        Assert.Equal([0, 1, 2], host.Sent.Select(part => part.Index));
        Assert.Single(host.Questions);
        Assert.Equal([TimeSpan.FromSeconds(1)], pauses);
    }

    [Fact]
    public async Task A_part_that_did_not_arrive_goes_again_with_the_same_bytes()
    {
        var host = new PartHostOfTests(PartTurn.Stored, PartTurn.Lost, PartTurn.Busy);
        using var upload = Upload(host, TwoAndAHalfParts);
        await upload.BringAsync(dialogue.Directory, Ct);
        Assert.Equal([0, 1, 1, 1, 2], host.Sent.Select(part => part.Index));
        Assert.Equal(host.Sent[1].Bytes, host.Sent[3].Bytes);
    }

    [Fact]
    public async Task What_the_host_lost_is_sealed_anew_under_another_key_and_another_number()
    {
        var host = new PartHostOfTests(PartTurn.Stored, PartTurn.Forgotten);
        using var upload = Upload(host, TwoAndAHalfParts);
        await upload.BringAsync(dialogue.Directory, Ct);
        Assert.Equal([0, 1, 0, 1, 2], host.Sent.Select(part => part.Index));
        Assert.Equal(2, host.Sent.Select(part => part.Upload).Distinct().Count());
        Assert.NotEqual(host.Sent[0].Bytes, host.Sent[2].Bytes);
    }

    [Fact]
    public async Task A_host_that_loses_again_and_again_ends_with_three()
    {
        var host = new PartHostOfTests(PartTurn.Forgotten, PartTurn.Forgotten, PartTurn.Forgotten);
        using var upload = Upload(host, 10);
        Assert.Equal(3, (await Assert.ThrowsAsync<CommandStopped>(() => upload.BringAsync(dialogue.Directory, Ct))).ExitCode);
        Assert.Equal(3, host.Sent.Count);
    }

    [Fact]
    public async Task Silence_ends_after_some_minutes_and_not_before()
    {
        var host = new PartHostOfTests([.. Enumerable.Repeat(PartTurn.Lost, 20)]);
        using var upload = Upload(host, 10);
        Assert.Equal(3, (await Assert.ThrowsAsync<CommandStopped>(() => upload.BringAsync(dialogue.Directory, Ct))).ExitCode);
        Assert.Equal(TimeSpan.FromSeconds(244), pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause));
    }

    [Fact]
    public async Task More_than_the_organisation_takes_is_refused_before_a_byte_goes()
    {
        var host = new PartHostOfTests { Limit = ContainerLengths.Sealed(1_000_000) };
        using var upload = Upload(host, TwoAndAHalfParts);
        var stopped = await Assert.ThrowsAsync<CommandStopped>(() => upload.DemandRoomAsync(Ct));
        Assert.Equal(3, stopped.ExitCode);
        Assert.Contains("E-02", stopped.Message, StringComparison.Ordinal);
        Assert.Empty(host.Sent);
        using var small = Upload(host, 1_000_000);
        await small.DemandRoomAsync(Ct);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_sends_no_message()
    {
        var host = new PartHostOfTests();
        var file = Files(TwoAndAHalfParts);
        using var upload = new ContainerUpload(host, AttachedFiles.Of(file, ownNames: false), dialogue.Sample.Entropy);
        await File.AppendAllTextAsync(file[0].FullName, "meer", Ct);
        Assert.Equal(3, (await Assert.ThrowsAsync<CommandStopped>(() => upload.BringAsync(dialogue.Directory, Ct))).ExitCode);
        file[0].Delete();
        Assert.Equal(3, (await Assert.ThrowsAsync<CommandStopped>(() => upload.BringAsync(dialogue.Directory, Ct))).ExitCode);
    }

    [Fact]
    public async Task A_key_never_passes_to_readers_without_one_who_had_it()
    {
        var host = new PartHostOfTests();
        using var upload = Upload(host, 10);
        var container = await upload.BringAsync(dialogue.Directory, Ct);
        container.Recipients = [dialogue.Sample.Officers[0].Id, Id16.Ones];
        Assert.Same(container, await upload.BringAsync(dialogue.Directory, Ct));
        container.Recipients = [dialogue.Sample.Officers[0].Id, Id16.From(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 })];
        Assert.NotSame(container, await upload.BringAsync(dialogue.Directory, Ct));
        Assert.Equal(2, host.Held.Count);
    }

    [Fact]
    public void What_cannot_go_along_is_a_matter_of_the_command_line()
    {
        var empty = new FileInfo(Path.Combine(folder.FullName, "leeg"));
        empty.Create().Dispose();
        foreach (var files in new FileInfo[][] { [empty], [new("no such file")], [new(folder.FullName)], [.. Enumerable.Repeat(Files(1)[0], AttachedFiles.Most + 1)] })
        {
            Assert.Equal(2, Assert.Throws<CommandStopped>(() => AttachedFiles.Of(files, ownNames: false)).ExitCode);
        }

        var one = AttachedFiles.Of(Files(1), ownNames: false);
        one.DemandRoomBeside(500_000);
        Assert.Equal(2, Assert.Throws<CommandStopped>(() => one.DemandRoomBeside(520_000)).ExitCode);
    }

    [Theory]
    [InlineData("Jan Peeters.JPG", false, "file-1.jpg")]
    [InlineData("archive.tar.gz", false, "file-1.gz")]
    [InlineData("README", false, "file-1")]
    [InlineData("plan.wachtwoord-in-ending", false, "file-1")]
    [InlineData("Jan Peeters.JPG", true, "Jan Peeters.JPG")]
    public void A_reporters_file_goes_under_a_number_unless_asked(string name, bool own, string sent)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, name));
        File.WriteAllText(file.FullName, "x");
        Assert.Equal(sent, Assert.Single(AttachedFiles.Of([file], own).Sources).Name.ToPublicString());
    }

    private ContainerUpload Upload(PartHostOfTests host, params int[] lengths) => new(host, AttachedFiles.Of(Files(lengths), ownNames: false), dialogue.Sample.Entropy)
    {
        Pause = (pause, _) =>
        {
            pauses.Add(pause);
            return Task.CompletedTask;
        },
    };

    private FileInfo[] Files(params int[] lengths) => [.. lengths.Select((length, index) =>
    {
        var bytes = new byte[length];
        new SeededEntropy($"file {index}").Fill(bytes);
        var file = new FileInfo(Path.Combine(folder.FullName, $"{pauses.Count}-{length}-{index}.jpg"));
        File.WriteAllBytes(file.FullName, bytes);
        return file;
    })];
}
