using IntegrityChannel.Journeys.Channel;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>A command line that cannot be understood ends with 2, before a connection is made.</summary>
public sealed class UsageTests
{
    private const string Fingerprint = "0123-4567-89AB-CDEF-GHJK";

    [Theory(Timeout = Patience.Journey)]
    [InlineData("report", "--server", "https://report.example", "--text", "FILE")]
    [InlineData("report", "--server", "https://report.example", "--fingerprint", "kort", "--text", "FILE")]
    [InlineData("report", "--server", "http://report.example", "--fingerprint", Fingerprint, "--text", "FILE")]
    [InlineData("report", "--server", "https://report.example/pad", "--fingerprint", Fingerprint, "--text", "FILE")]
    [InlineData("report", "--server", "https://report.example", "--fingerprint", Fingerprint, "--text", "no-such-file")]
    [InlineData("report", "--server", "https://report.example", "--fingerprint", Fingerprint, "--text", "FILE", "--staff", "misschien")]
    [InlineData("report", "--server", "https://report.example", "--fingerprint", Fingerprint, "--text", "FILE", "--locale", "{}")]
    [InlineData("report", "--server", "https://report.example", "--fingerprint", Fingerprint, "--text", "FILE", "--attach", "FILE", "no-such-file")]
    [InlineData("mailbox", "--server", "https://report.example", "--fingerprint", Fingerprint, "--code-file", "FILE", "--attach", "FILE")]
    [InlineData("mailbox", "--server", "https://report.example", "--fingerprint", Fingerprint, "--code-file", "FILE")]
    [InlineData("officer", "--server", "https://report.example", "--fingerprint", Fingerprint, "--name", "x", "list")]
    [InlineData("officer", "--server", "https://report.example", "--fingerprint", Fingerprint, "--name", "x", "--passphrase-file", "FILE", "dance")]
    [InlineData("officer", "--server", "https://report.example", "--fingerprint", Fingerprint, "--name", "x", "--passphrase-file", "FILE", "close", "1", "--reason", " ")]
    [InlineData("officer", "--server", "https://report.example", "--fingerprint", Fingerprint, "--name", "x", "--passphrase-file", "FILE", "show", "1", "--files", "FILE")]
    [InlineData("officer", "--server", "https://report.example", "--fingerprint", Fingerprint, "--name", "x", "--passphrase-file", "FILE", "reply", "1", "--text", "FILE", "--attach", "no-such-file")]
    [InlineData("receipt", "verify", "--receipt", "FILE", "--fingerprint", Fingerprint)]
    [InlineData("dance")]
    public async Task Two_says_that_the_command_line_is_wrong(params string[] arguments)
    {
        var scratch = Directory.CreateTempSubdirectory("integrity-usage-").FullName;
        var file = Path.Combine(scratch, "text");
        await File.WriteAllTextAsync(file, "Dit is een tekst.", TestContext.Current.CancellationToken);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            Repository.Program("Crypto.Cli"), arguments.Select(word => word == "FILE" ? file : word)) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = scratch })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(scratch, recursive: true);

        Assert.Equal(2, process.ExitCode);
        Assert.NotEmpty(await error);
    }
}
