using IntegrityChannel.Casework.Host.Pages;
using IntegrityChannel.Casework.Host.Security;

namespace IntegrityChannel.Casework.Host.Features.ShowPage;

/// <summary>
/// GET / and /{language}: the page; /assets/*: what it loads; /page/manifest.json and /page/index.html: what the build made of it, for whoever verifies it; any
/// other path: the same page with 404.
/// </summary>
internal static class ShowPageEndpoint
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.ServiceProvider.GetRequiredService<OfficerPage>();
        routes.MapMethods("/", Reading, context => page.Default.WriteAsync(context)).AllowAnonymous();
        routes.MapMethods("/{language:length(2,8)}", Reading, context =>
            page.In((string)context.GetRouteValue("language")!) is { } asset ? asset.WriteAsync(context) : WriteMissingAsync(context, page)).AllowAnonymous();
        var web = routes.ServiceProvider.GetRequiredService<WebManifest>();
        routes.MapMethods("/page/manifest.json", Reading, context => new WebAsset(BoundedBody.Octets, web.Bytes, null).WriteAsync(context)).AllowAnonymous();
        routes.MapMethods("/page/index.html", Reading, context => new WebAsset(BoundedBody.Octets, web.PageTemplate, null).WriteAsync(context)).AllowAnonymous();
        foreach (var (path, asset) in web.Assets)
        {
            var policy = ViewerFrame.Is(path) ? ViewerFrame.PolicyOf(asset.Bytes) : SecurityHeaders.ContentSecurityPolicy;
            routes.MapMethods(path, Reading, context =>
            {
                // The name holds a hash of the content: the same name never means other bytes.
                context.Response.Headers.CacheControl = SecurityHeaders.Immutable;
                context.Response.Headers.ContentSecurityPolicy = policy;
                return asset.WriteAsync(context);
            }).AllowAnonymous();
        }

        routes.Map("/{**unknown}", context => WriteMissingAsync(context, page)).AllowAnonymous();
    }

    private static Task WriteMissingAsync(HttpContext context, OfficerPage page)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return page.Default.WriteAsync(context);
    }
}
