namespace IntegrityChannel.Intake.Host.Security;

/// <summary>The headers of every answer (docs/architecture.md, "Headers"). The page makes its nodes by hand, so Trusted Types need no policy.</summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts, styles, images and requests from this origin only; no frame, no plug-in, no string that becomes markup or script.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    internal const string NoStore = "no-store";

    // Every powerful feature that browsers know by this header, for nobody.
    private const string Permissions =
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), " +
        "encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), " +
        "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), " +
        "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), window-management=(), xr-spatial-tracking=()";

    /// <param name="app">The pipeline.</param>
    /// <param name="overTls">True where browsers reach this host by https, here or at a proxy in front. Over http, as an onion service, browsers pass over the header (RFC 6797, 8.1).</param>
    internal static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, bool overTls) =>
        app.Use((context, next) =>
        {
            Apply(context.Response.Headers, overTls);
            return next(context);
        });

    /// <summary>Sets the headers before anything is written. <c>Cache-Control</c> may be relaxed by the one handler that serves hashed files.</summary>
    internal static void Apply(IHeaderDictionary headers, bool overTls)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = NoStore;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Integrity-Policy"] = "blocked-destinations=(script)";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (overTls)
        {
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        }
    }
}
