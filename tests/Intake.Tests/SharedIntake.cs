using System.Net.Http.Headers;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Tests;

/// <summary>One running process for all tests that only talk to it.</summary>
public sealed class SharedIntake : IAsyncLifetime
{
    internal IntakeProcess Process { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Process = await IntakeProcess.StartAsync();
        Client = Process.Client();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }

    /// <summary>A POST as the page makes it.</summary>
    internal HttpRequestMessage Post(string path, byte[] body, string? origin = null, string? type = "application/octet-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("Origin", origin ?? Process.Origin);
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return request;
    }

    internal async Task<(HttpResponseMessage Response, byte[] Body)> SendAsync(HttpRequestMessage request)
    {
        var response = await Client.SendAsync(request, IntakeProcess.Cancel);
        return (response, await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel));
    }

    internal async Task<PutAnswer> PutAsync(byte[] body)
    {
        var (_, answer) = await SendAsync(Post("/r/put", body));
        return PutAnswer.TryParse(answer, out var parsed, out _) ? parsed : throw new InvalidOperationException("not a put answer");
    }

    internal async Task<byte[]> HelloAsync() => (await SendAsync(Post("/r/hello", []))).Body;

    internal static IReadOnlyDictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not "Date")
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
}

[CollectionDefinition(Name)]
public sealed class OneRunningIntake : ICollectionFixture<SharedIntake>
{
    internal const string Name = "one running intake";
}
