using IntegrityChannel.Intake.Host.Pages;

namespace IntegrityChannel.Intake.Host.Features.ShowPage;

/// <summary>GET / and /{language}: the page; /assets/*: what it loads; anything else: the same page with 404.</summary>
internal static class ShowPageEndpoint
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapShowPage(this IEndpointRouteBuilder routes, ReporterPage page, WebManifest web)
    {
        routes.MapMethods("/", Reading, context => page.Default.WriteAsync(context));
        routes.MapMethods("/{language:length(2,8)}", Reading, context =>
            page.In((string)context.GetRouteValue("language")!) is { } asset ? asset.WriteAsync(context) : WriteMissingAsync(context, page));
        foreach (var (path, asset) in web.Assets)
        {
            routes.MapMethods(path, Reading, context =>
            {
                // The name holds a hash of the content: the same name never means other bytes.
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return asset.WriteAsync(context);
            });
        }

        routes.Map("/{**unknown}", context => WriteMissingAsync(context, page));
    }

    private static Task WriteMissingAsync(HttpContext context, ReporterPage page)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return page.Default.WriteAsync(context);
    }
}
