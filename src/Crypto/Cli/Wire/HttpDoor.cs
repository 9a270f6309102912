using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>One request: what a page would send.</summary>
internal sealed record WireRequest(HttpMethod Method, string Path)
{
    /// <summary>Empty for none, unless <see cref="ContentType"/> is set.</summary>
    internal ReadOnlyMemory<byte> Body { get; init; }

    internal string? ContentType { get; init; }

    /// <summary>The session's cookie, as name=value.</summary>
    internal string? Cookie { get; init; }

    internal string? Antiforgery { get; init; }

    /// <summary>Most bytes of an answer.</summary>
    internal int Limit { get; init; } = 64 * 1024;

    /// <summary>Statuses beside 200 and 204 whose body the caller reads.</summary>
    internal IReadOnlyList<int> Accepted { get; init; } = [];
}

/// <summary>A bounded answer.</summary>
internal sealed record WireAnswer(int Status, byte[] Body, IReadOnlyList<string> Cookies);

/// <summary>
/// The only place where this program speaks with a network. It follows no redirect, keeps no cookie, reads no more than it must, waits no longer than
/// it must, and takes no certificate that the system does not take. An answer is never quoted.
/// </summary>
internal sealed class HttpDoor : IDisposable
{
    internal const string Octets = "application/octet-stream";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly HttpClient http;
    private readonly ServerAddress server;

    internal HttpDoor(ServerAddress server)
    {
        this.server = server;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = null,
        };
        http = new HttpClient(handler) { BaseAddress = server.Root, Timeout = Patience };
    }

    internal string Origin => server.Origin;

    /// <exception cref="ExchangeFailed">No usable answer.</exception>
    internal async Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = Message(request);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            var wanted = status is 200 or 204 || request.Accepted.Contains(status);
            var body = await ReadAsync(response.Content, wanted ? request.Limit : 4096, cancellationToken);
            return wanted ? new WireAnswer(status, body, Cookies(response)) : throw Refusal(status, body);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ExchangeFailed(ExchangeFailure.Unreachable);
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Message(WireRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(request.Path, UriKind.Relative));
        if (request.Method != HttpMethod.Get)
        {
            message.Headers.TryAddWithoutValidation("Origin", server.Origin);
        }

        if (request.Cookie is { } cookie)
        {
            message.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        if (request.Antiforgery is { } value)
        {
            message.Headers.TryAddWithoutValidation("X-Antiforgery", value);
        }

        if (request.ContentType is { } type)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return message;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw new ExchangeFailed(ExchangeFailure.Malformed);
        }

        // A part of a container is a megabyte, and there may be a thousand: where the length is stated, its bytes are written once.
        using var stream = await content.ReadAsStreamAsync(cancellationToken);
        if (content.Headers.ContentLength is { } stated)
        {
            var whole = new byte[stated];
            await stream.ReadExactlyAsync(whole, cancellationToken);
            return whole;
        }

        using var collected = new MemoryStream();
        var piece = new byte[32 * 1024];
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            if (collected.Length + read > limit)
            {
                throw new ExchangeFailed(ExchangeFailure.Malformed);
            }

            collected.Write(piece, 0, read);
        }

        return collected.ToArray();
    }

    private static IReadOnlyList<string> Cookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    private static ExchangeFailed Refusal(int status, byte[] body) => status switch
    {
        401 => new ExchangeFailed(ExchangeFailure.SignedOut),
        429 => new ExchangeFailed(ExchangeFailure.Slowed, Seconds(body)),
        >= 500 => new ExchangeFailed(ExchangeFailure.Unreachable),
        _ => new ExchangeFailed(ExchangeFailure.Refused),
    };

    private static int Seconds(byte[] body)
    {
        const int usual = 60;
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.TryGetProperty("seconds", out var seconds) && seconds.TryGetInt32(out var stated) && stated > 0 ? stated : usual;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return usual;
        }
    }
}
