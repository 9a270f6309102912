using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.NotePerson;

/// <summary>POST /a/people/{id}/note: the day of a training and the reference of a decision; null takes one away.</summary>
internal static class NotePersonEndpoint
{
    private const int BodyLimit = 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/people/{officerId}/note", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(HttpRequest http, string officerId, People people, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (!PersonNotes.AreUsable(request.TrainedOn, request.Decision))
        {
            return Refusals.Malformed;
        }

        return RouteIds.TryRead(officerId) is { } id && await people.TryNoteAsync(id, request.TrainedOn, request.Decision, cancellationToken)
            ? Results.NoContent()
            : Refusals.NotFound;
    }

    internal sealed record Request(uint? TrainedOn, string? Decision);
}
