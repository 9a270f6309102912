using Hangfire;
using Hangfire.Dashboard;
using IntegrityChannel.Casework.Host.Access;

namespace IntegrityChannel.Casework.Host.Jobs.Hangfire;

/// <summary>
/// GET /jobs: Hangfire's own pages, for administrators, to look at only. They come without any script (their own would need an exception from
/// every rule that protects the officers' pages on the same origin): tables and counts are there, graphs and buttons are not.
/// </summary>
internal static class HangfirePages
{
    internal const string Root = "/jobs";

    internal const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var options = new DashboardOptions
        {
            // The route's policy decides, not Hangfire's rule that every local request may enter.
            Authorization = [],
            IsReadOnlyFunc = static _ => true,
            DisplayStorageConnectionString = false,
        };
        var pages = routes.CreateApplicationBuilder()
            .Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                return next(context);
            })
            .UsePathBase(Root)
            .UseMiddleware<AspNetCoreDashboardMiddleware>(routes.ServiceProvider.GetRequiredService<JobStorage>(), options, DashboardRoutes.Routes, true)
            .Build();
        routes.MapMethods(Root + "/{**page}", [HttpMethods.Get], pages).RequireAuthorization(Policies.Administrator);
    }
}
