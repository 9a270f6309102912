using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>What the one script says when something is in the way.</summary>
public sealed class DevScriptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--intake-port")]
    [InlineData("--casework-port")]
    public async Task A_taken_port_is_named_together_with_the_flag_that_changes_it(string flag)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var (code, output) = await RunAsync("run", "--data", Path.Combine(Path.GetTempPath(), "integrity-never-made"), flag, $"{port}");

        Assert.Equal(3, code);
        Assert.Contains($"Port {port}", output, StringComparison.Ordinal);
        Assert.Contains(flag, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_no_number_is_explained()
    {
        var (code, output) = await RunAsync("run", "--intake-port", "eighty");
        Assert.Equal(2, code);
        Assert.Contains("\"eighty\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("organisation/demonstration")]
    public async Task A_demonstration_never_becomes_a_real_organisation(string mark)
    {
        var folder = Directory.CreateTempSubdirectory("integrity-demo-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, mark));
            var (code, output) = await RunAsync("run", "--empty", "--data", folder.FullName, "--intake-port", $"{FreePort()}", "--casework-port", $"{FreePort()}");
            Assert.Equal(3, code);
            Assert.Contains("never becomes a real organisation", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_unknown_command_leads_to_the_help()
    {
        var (code, output) = await RunAsync("dance");
        Assert.Equal(2, code);
        Assert.Contains("./dev help", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_part_of_mutation_testing_is_answered_with_those_there_are()
    {
        var (code, output) = await RunAsync("mutants", "dance");
        Assert.Equal(2, code);
        Assert.Contains("\"dance\". It knows: orders", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_shows_every_prerequisite()
    {
        var (_, output) = await RunAsync("doctor");
        var names = Repository.Read("eng/prerequisites.tsv").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')[0]);
        Assert.All(names, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_closes_its_files_to_other_accounts_before_it_makes_the_first()
    {
        var script = Repository.Read("eng/dev/run.sh");
        var closed = script.IndexOf("\numask 077", StringComparison.Ordinal);
        Assert.InRange(closed, 0, script.IndexOf("\nmkdir -p \"$data\"", StringComparison.Ordinal));
    }

    private static int FreePort()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        return ((IPEndPoint)holder.LocalEndpoint).Port;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "dev"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var errors = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await errors);
    }
}
