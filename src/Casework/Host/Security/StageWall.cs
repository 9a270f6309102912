using IntegrityChannel.Casework.Host.Organisation;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>Before there is an organisation, only the page and its set-up are there; from the moment there is one, the set-up is gone for good.</summary>
internal static class StageWall
{
    private static readonly PathString SetUp = "/s";
    private static readonly PathString[] NeedOrganisation = ["/o", "/a", "/d"];

    internal static IApplicationBuilder UseStageWall(this IApplicationBuilder app, OrganisationNow organisation) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        var gone = organisation.Exists ? path.StartsWithSegments(SetUp, StringComparison.Ordinal) : NeedOrganisation.Any(part => path.StartsWithSegments(part, StringComparison.Ordinal));
        return gone ? Refusals.WriteAsync(context, StatusCodes.Status404NotFound, ErrorCodes.NotFound) : next(context);
    });
}
