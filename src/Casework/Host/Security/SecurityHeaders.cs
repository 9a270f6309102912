using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>
/// The headers of every answer (docs/architecture.md, "Headers"). The policy differs from the reporters' in one word: officers derive
/// their key with Argon2id, which is WebAssembly, so <c>'wasm-unsafe-eval'</c> is allowed here and only here.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts, styles, images, requests and the one frame (Pages/ViewerFrame) from this origin only; no plug-in, no string that becomes markup or script.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; frame-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    internal const string NoStore = "no-store";

    // Two years. Not for names below this one: those are the organisation's, and some may have no certificate.
    private const string Transport = "max-age=63072000";

    /// <summary>For files whose name carries the hash of their content.</summary>
    internal const string Immutable = "public, max-age=31536000, immutable";

    internal static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, CaseworkOptions options)
    {
        // TLS may end in front of this process, so the origins tell whether officers come over it. Over http browsers pass over the header (RFC 6797, 8.1).
        var overTls = options.Origins.Any(origin => origin.StartsWith("https:", StringComparison.Ordinal));
        return app.Use((context, next) =>
        {
            Apply(context.Response.Headers, overTls);
            return next(context);
        });
    }

    private static void Apply(IHeaderDictionary headers, bool overTls)
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
    }
}
