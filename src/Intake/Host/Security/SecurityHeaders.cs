namespace IntegrityChannel.Intake.Host.Security;

/// <summary>The headers of every answer (docs/architecture.md, "Headers"). The page makes its nodes by hand, so Trusted Types need no policy.</summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts, styles, images and requests from this origin only; no frame, no plug-in, no string that becomes markup or script.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    internal const string NoStore = "no-store";

    // Two years. Not for names below this one: those are the organisation's, and some may have no certificate.
    private const string Transport = "max-age=63072000";

    /// <param name="app">The pipeline.</param>
    /// <param name="origins">The addresses that people type: they tell whether browsers come by https, here or at a proxy in front. Over http, as an onion service, browsers pass over the header (RFC 6797, 8.1).</param>
    internal static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, IReadOnlyList<string> origins)
    {
        var overTls = origins.Any(origin => origin.StartsWith("https://", StringComparison.Ordinal));
        var onion = origins.FirstOrDefault(origin => new Uri(origin).IdnHost.EndsWith(".onion", StringComparison.OrdinalIgnoreCase));
        return app.Use((context, next) =>
        {
            Apply(context.Response.Headers, overTls, onion);
            return next(context);
        });
    }

    /// <summary>Sets the headers before anything is written. <c>Cache-Control</c> may be relaxed by the one handler that serves hashed files.</summary>
    private static void Apply(IHeaderDictionary headers, bool overTls, string? onion)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = NoStore;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Integrity-Policy"] = "blocked-destinations=(script)";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy.Value;
        if (overTls)
        {
            headers.StrictTransportSecurity = Transport;
        }

        // Tor Browser offers the onion service to whoever came by the other address. Always its first page: where somebody was stays here.
        if (onion is not null)
        {
            headers["Onion-Location"] = $"{onion}/";
        }
    }
}
