namespace IntegrityChannel.Journeys.Channel;

/// <summary>Debian's aiosmtpd on a loopback port; messages lie as files in a folder.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly RunningProgram _program;
    private readonly string _folder;

    private MailServer(RunningProgram program, string folder, int port, string? certificate)
    {
        _program = program;
        _folder = folder;
        Port = port;
        Certificate = certificate;
    }

    public int Port { get; }

    /// <summary>File of the certificate with which it speaks TLS from the first byte; null where it speaks in clear.</summary>
    public string? Certificate { get; }

    public static MailServer Start(string scratch)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "received-mail")).FullName;
        var port = FreePort.Find();
        var certificate = Repository.MailOverTls ? MailCertificate.Make(scratch) : null;
        // Debian's interpreter carries Debian's aiosmtpd, whatever other Python comes first on the path.
        var program = RunningProgram.Start(
            "/usr/bin/python3",
            [Path.Combine(AppContext.BaseDirectory, "Channel", "mailserver.py"), $"{port}", folder, .. certificate is null ? [] : (string[])[certificate]],
            new Dictionary<string, string> { ["PYTHONWARNINGS"] = "ignore" },
            Path.Combine(scratch, "mailserver.log"));
        return new MailServer(program, folder, port, certificate);
    }

    /// <summary>The messages so far, oldest first, as raw text.</summary>
    public IReadOnlyList<ReceivedMail> Messages() =>
        [.. Directory.EnumerateFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(file => new ReceivedMail(File.ReadAllText(file)))];

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}

/// <summary>A message as the server kept it, with the EHLO name and the recipients of the envelope on top.</summary>
internal sealed record ReceivedMail(string Raw)
{
    /// <summary>Whether the envelope names the mailbox of an account of the demonstration.</summary>
    public bool IsTo(string account) => Raw.Contains($"X-Rcpt: {account}@", StringComparison.Ordinal);
}
