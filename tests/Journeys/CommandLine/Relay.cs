using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrityChannel.Journeys.CommandLine;

/// <summary>Changes an answer on its way; the path, whether a cookie came along, and the body as the real host gave it.</summary>
internal delegate byte[] Tampering(string path, bool session, byte[] body);

/// <summary>
/// Stands where a host stands: at its address, with its origin, before the real process. Without tampering it passes everything on; with it, it is the
/// malicious server that a client must catch.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly string[] NotPassedOn = ["Host", "Connection", "Transfer-Encoding", "Content-Length"];
    private readonly WebApplication app;
    private readonly HttpClient client;

    private Relay(WebApplication app, HttpClient client)
    {
        this.app = app;
        this.client = client;
    }

    /// <summary>Null for an honest relay.</summary>
    internal Tampering? Tamper { get; set; }

    /// <summary>Requests that the host never gets; their answer is whatever <see cref="Tamper"/> makes of nothing.</summary>
    internal Func<string, bool>? Drop { get; set; }

    /// <summary>Every byte that a client sent.</summary>
    internal List<byte[]> Sent { get; } = [];

    internal static async Task<Relay> StartAsync(int port, Uri host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var relay = new Relay(builder.Build(), new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = host });
        relay.app.Run(relay.PassOnAsync);
        await relay.app.StartAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var request = await CopyAsync(context.Request);
        if (Drop?.Invoke(context.Request.Path) == true)
        {
            await context.Response.Body.WriteAsync(Tamper!(context.Request.Path, false, []), context.RequestAborted);
            return;
        }

        using var answer = await client.SendAsync(request, context.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        body = Tamper?.Invoke(context.Request.Path, context.Request.Headers.Cookie.Count > 0, body) ?? body;
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !NotPassedOn.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (answer.StatusCode != HttpStatusCode.NoContent)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private async Task<HttpRequestMessage> CopyAsync(HttpRequest from)
    {
        using var body = new MemoryStream();
        await from.Body.CopyToAsync(body);
        var request = new HttpRequestMessage(new HttpMethod(from.Method), from.Path + from.QueryString);
        if (HttpMethods.IsPost(from.Method) || HttpMethods.IsPut(from.Method))
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }

        lock (Sent)
        {
            Sent.Add(body.ToArray());
        }

        foreach (var (name, values) in from.Headers.Where(header => !NotPassedOn.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }
}
