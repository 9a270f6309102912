using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.SendTestMail;

/// <summary>POST /a/mail/test: sends one fixed sentence to the address the administrator typed, in the administrator's language.</summary>
internal static class SendTestMailEndpoint
{
    private const int BodyLimit = 1024;
    private const string Sent = "ok";

    /// <summary>Characters of an address (RFC 5321, 4.5.3.1).</summary>
    internal const int LongestAddress = 254;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/mail/test", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(HttpContext http, MailPost post, Accounts accounts, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http.Request, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        var account = await accounts.FindAsync(SessionOfficer.Of(http).OfficerId, cancellationToken);
        var problem = request.To.Length > LongestAddress
            ? MailProblem.AddressInvalid
            : await post.SendTestAsync(request.To, account?.Locale ?? "", cancellationToken);
        return Answer(problem);
    }

    /// <summary>200 with what became of the mail.</summary>
    internal static IResult Answer(MailProblem problem) => Results.Json(new Response(problem == MailProblem.None, problem.Code() ?? Sent), WireJson.Options);

    internal sealed record Request(string To);

    internal sealed record Response(bool Ok, string Code);
}
