using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Jobs;

namespace IntegrityChannel.Casework.Host.Features.RetryJobs;

/// <summary>POST /a/jobs/retry: one tick now, instead of within the minute. What is due is decided by the rules as ever, so it sends nothing early and nothing twice.</summary>
internal static class RetryJobsEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/jobs/retry", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(Tick tick, CancellationToken cancellationToken)
    {
        await tick.RunAsync(cancellationToken);
        return Results.NoContent();
    }
}
