using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Casework.Host.Features.CheckSetUpCode;

/// <summary>POST /s/code: the 16 bytes of the set-up code. Answers what the page needs to go on; the code itself is asked again when the organisation is made.</summary>
internal static class CheckSetUpCodeEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/s/code", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(
        HttpRequest http, SetUpCode setUp, OneTimeCodes codes, CivilClock clock, MailTexts texts, Notifications.MailStatus mail, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http, OneTimeCodes.SecretSize, cancellationToken);
        if (body.Value is not { } secret)
        {
            return body.Refusal!;
        }

        if (secret.Length != OneTimeCodes.SecretSize)
        {
            return Refusals.Malformed;
        }

        var hash = OneTimeCodes.HashOf(secret);
        if (codes.Begin(hash) is > 0 and var seconds)
        {
            return Refusals.Slowed(ErrorCodes.CodeSlowed, seconds);
        }

        // A day behind, since the zone is not chosen yet: a vault must not remember a day that never was.
        return setUp.Accepts(hash)
            ? Results.Json(
                new Response([.. texts.Languages.OrderDescending(StringComparer.Ordinal)], clock.Today.AddDays(-1).Value, Argon2id.Default.MemoryKib, Argon2id.Default.Iterations, Describe(mail)),
                WireJson.Options)
            : Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.CodeRefused);
    }

    private static MailLine Describe(Notifications.MailStatus mail)
    {
        var (transport, server) = mail.Settings;
        return new(transport, server?.Host, server?.Port, server?.Security, mail.Problem.Code());
    }

    internal sealed record Response(IReadOnlyList<string> Languages, uint Day, uint MemoryKib, uint Iterations, MailLine Mail);

    /// <summary>How mail is set, without its secrets, and what is wrong with that: an error number, or null.</summary>
    internal sealed record MailLine(string Transport, string? Host, int? Port, string? Security, string? Problem);
}
