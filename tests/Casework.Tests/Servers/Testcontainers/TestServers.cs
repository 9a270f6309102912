using System.Net.Http.Json;
using System.Text.Json;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace IntegrityChannel.Casework.Tests.Servers;

/// <summary>The adapter of this build (property Containers=testcontainers): servers in containers, removed with the test.</summary>
internal static class TestServers
{
    // Mailpit: one process that takes mail and answers over HTTP what it took.
    private const string MailImage = "docker.io/axllent/mailpit:v1.24.0";
    private const int SmtpPort = 1025;
    private const int HttpPort = 8025;

    /// <summary>Why no container can be started here; null where one can. The library asks the engine itself when it builds.</summary>
    internal static string? Obstacle()
    {
        try
        {
            _ = DescribeMail();
            return null;
        }
        catch (DockerUnavailableException)
        {
            return "no container engine answers here (neither DOCKER_HOST nor a local socket leads to one)";
        }
    }

    internal static async Task<ITestMailServer> StartMailAsync(CancellationToken cancellationToken)
    {
        var container = DescribeMail();
        await container.StartAsync(cancellationToken);
        return new MailServer(container);
    }

    private static IContainer DescribeMail() => new ContainerBuilder(MailImage)
        .WithPortBinding(SmtpPort, assignRandomHostPort: true)
        .WithPortBinding(HttpPort, assignRandomHostPort: true)
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(HttpPort).ForPath("/readyz")))
        .Build();

    private sealed class MailServer(IContainer container) : ITestMailServer
    {
        private readonly HttpClient http = new() { BaseAddress = new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(HttpPort)}/api/v1/") };

        public string Host => container.Hostname;

        public int Port => container.GetMappedPublicPort(SmtpPort);

        public async Task<IReadOnlyList<string>> LettersAsync(int count, CancellationToken cancellationToken)
        {
            var ids = await IdsAsync(cancellationToken);
            while (ids.Count < count)
            {
                await Task.Delay(50, cancellationToken);
                ids = await IdsAsync(cancellationToken);
            }

            var letters = new List<string>();
            foreach (var id in ids)
            {
                letters.Add(await http.GetStringAsync(new Uri($"message/{id}/raw", UriKind.Relative), cancellationToken));
            }

            return letters;
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await container.DisposeAsync();
        }

        private async Task<List<string>> IdsAsync(CancellationToken cancellationToken)
        {
            var list = await http.GetFromJsonAsync<JsonElement>(new Uri("messages", UriKind.Relative), cancellationToken);
            return [.. list.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("ID").GetString()!)];
        }
    }
}
