using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Pages;

namespace IntegrityChannel.Intake.Host.Features.ShowPage;

/// <summary>
/// GET / and /{language}: the page; /assets/*: what it loads; /page/manifest.json and /page/index.html: what the build made of it, for whoever verifies it;
/// anything else: the same page with 404.
/// </summary>
internal static class ShowPageEndpoint
{
    // The template is no page: its tokens are not filled in.
    private const string Octets = "application/octet-stream";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapShowPage(this IEndpointRouteBuilder routes, ReporterPage page, WebManifest web)
    {
        routes.MapMethods("/", Reading, context => page.Default.WriteAsync(context)).Within(Budget.Page);
        routes.MapMethods("/{language:length(2,8)}", Reading, context =>
            page.In((string)context.GetRouteValue("language")!) is { } asset ? asset.WriteAsync(context) : WriteMissingAsync(context, page)).Within(Budget.Page);
        routes.MapMethods("/page/manifest.json", Reading, context => new WebAsset(Octets, web.Bytes, null).WriteAsync(context)).Within(Budget.Page);
        routes.MapMethods("/page/index.html", Reading, context => new WebAsset(Octets, web.PageTemplate, null).WriteAsync(context)).Within(Budget.Page);
        routes.Map("/{**unknown}", context => WriteMissingAsync(context, page)).Within(Budget.Page);
    }

    /// <summary>What pages load.</summary>
    internal static void MapAssets(this IEndpointRouteBuilder routes, WebManifest web)
    {
        foreach (var (path, asset) in web.Assets)
        {
            routes.MapMethods(path, Reading, context =>
            {
                // The name holds a hash of the content: the same name never means other bytes.
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return asset.WriteAsync(context);
            }).Within(Budget.Page);
        }
    }

    private static Task WriteMissingAsync(HttpContext context, ReporterPage page)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return page.Default.WriteAsync(context);
    }
}
