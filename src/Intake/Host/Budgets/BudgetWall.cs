using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Security;
using Microsoft.AspNetCore.Http.Features;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>Holds every route to its budget, before its body is read, and ends what takes longer than a slow network explains.</summary>
internal static class BudgetWall
{
    /// <summary>A part of 1 MiB over a slow circuit of Tor (2 KiB a second) takes nine minutes.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>The budget of a route. A test asks every route for it.</summary>
    internal static IEndpointConventionBuilder Within(this IEndpointConventionBuilder route, Budget budget) => route.WithMetadata(budget);

    internal static IApplicationBuilder UseBudgets(this IApplicationBuilder app, BudgetDesk desk, TimeProvider clock) => app.Use(async (context, next) =>
    {
        // A route that names none gets the smallest: nothing is served outside of a budget.
        var budget = context.GetEndpoint()?.Metadata.GetMetadata<Budget>() ?? Budget.Submit;
        var visitor = context.Features.GetRequiredFeature<Visitor>();
        var admission = await desk.AdmitAsync(budget, visitor, context.RequestAborted);
        if (admission == Admission.Refused)
        {
            await Answers.RefuseAsync(context, PutCode.Busy);
            return;
        }

        using var limit = new CancellationTokenSource(Longest, clock);
        await using var ends = limit.Token.Register(context.Abort);
        try
        {
            context.Features.Set(new AdmittedAs(admission));
            await next(context);
        }
        finally
        {
            desk.Answered(visitor);
        }
    });

    /// <summary>True for a request of a source over its budget.</summary>
    internal static bool IsSpare(this HttpContext context) => context.Features.Get<AdmittedAs>()?.Admission == Admission.Spare;

    private sealed record AdmittedAs(Admission Admission);
}
