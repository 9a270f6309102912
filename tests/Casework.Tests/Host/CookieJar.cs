using Microsoft.Net.Http.Headers;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>Keeps cookies as a browser does and lets a test look at them.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    internal string? Cookie { get; set; }

    /// <summary>The last Set-Cookie header as it came.</summary>
    internal string? SetCookie { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Cookie is not null)
        {
            request.Headers.Add(HeaderNames.Cookie, Cookie);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(HeaderNames.SetCookie, out var values))
        {
            SetCookie = values.Single();
            var pair = SetCookie[..SetCookie.IndexOf(';', StringComparison.Ordinal)];
            Cookie = pair.EndsWith('=') ? null : pair;
        }

        return response;
    }
}
