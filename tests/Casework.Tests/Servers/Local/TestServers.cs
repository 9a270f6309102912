using IntegrityChannel.Casework.Tests.Notifications;

namespace IntegrityChannel.Casework.Tests.Servers;

/// <summary>The adapter of this build (property Containers=local): Debian's servers as processes. Another adapter's folder brings its own class of this name.</summary>
internal static class TestServers
{
    /// <summary>Why no server can be started here; null where one can.</summary>
    internal static string? Obstacle() => null;

    internal static async Task<ITestMailServer> StartMailAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new MailServer(await SmtpServer.StartAsync());
    }

    private sealed class MailServer(SmtpServer server) : ITestMailServer
    {
        public string Host => "127.0.0.1";

        public int Port => server.Port;

        public async Task<IReadOnlyList<string>> LettersAsync(int count, CancellationToken cancellationToken) =>
            [.. (await server.WaitForLettersAsync(count)).Select(letter => letter.GetProperty("mail").GetString()!)];

        public ValueTask DisposeAsync()
        {
            server.Dispose();
            return default;
        }
    }
}
