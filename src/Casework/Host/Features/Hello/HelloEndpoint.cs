using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.Hello;

/// <summary>POST /o/hello: what a browser needs to derive its keys from the passphrase, and a nonce to sign. A name without account gets an answer of the same shape after the same work.</summary>
internal static class HelloEndpoint
{
    private const int BodyLimit = 1024;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/hello", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(
        HttpRequest http, Accounts accounts, StrangerAnswers strangers, LoginNonces nonces, OfficerRegister register, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (request.Name.Length is 0 or > Accounts.LongestName)
        {
            return Refusals.Malformed;
        }

        // All of it is computed for every name, so that time tells no more than the bytes do.
        var account = await accounts.FindAsync(request.Name, cancellationToken);
        var stranger = await strangers.AnswerAsync(request.Name, cancellationToken);
        var usual = await accounts.UsualParametersAsync(cancellationToken);
        return Results.Json(
            new Response(
                account?.OfficerId ?? stranger.OfficerId.ToArray(),
                account?.Salt ?? stranger.Salt,
                account?.MemoryKib ?? usual.MemoryKib,
                account?.Iterations ?? usual.Iterations,
                nonces.Create(),
                register.OrganisationId.ToArray()),
            WireJson.Options);
    }

    internal sealed record Request(string Name);

    internal sealed record Response(byte[] OfficerId, byte[] Salt, uint MemoryKib, uint Iterations, byte[] Nonce, byte[] OrgId);
}
