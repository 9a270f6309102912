using System.Security.Cryptography;
using System.Text.Json;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.InvitePerson;

/// <summary>POST /a/invitations: invites one person. The answer is the only place where the one-time code ever stands.</summary>
internal static class InvitePersonEndpoint
{
    /// <summary>Days for which a code is taken.</summary>
    internal const int Days = 14;

    private const int BodyLimit = 4096;
    private const int LongestDisplay = 100;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/a/invitations", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(
        HttpRequest http, Invitations invitations, OneTimeCodes codes, OrganisationNow organisation, CivilClock clock, IEntropy entropy, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadJsonAsync<Request>(http, BodyLimit, cancellationToken);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        var account = Accounts.Normalise(request.Account);
        if (!EnrolmentRows.IsAccountName(account) || !IsUsable(request, organisation))
        {
            return Refusals.Malformed;
        }

        var (id, secret) = (new byte[Id16.Size], codes.Create());
        entropy.Fill(id);
        try
        {
            var row = ToRow(request, account, id, secret, clock.Today.AddDays(Days));
            return await invitations.TryAddAsync(row, cancellationToken)
                ? Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(new Response(id, secret, row.ExpiresOn), WireJson.Options), "application/json")
                : Refusals.Of(StatusCodes.Status409Conflict, ErrorCodes.EnrolmentRefused);
        }
        finally
        {
            // The answer was written out above: a result that is serialised later would hand out zeros.
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static bool IsUsable(Request request, OrganisationNow organisation) =>
        request.Role <= (byte)OfficerRole.DataProtectionOfficer
        && request.Display.Length <= LongestDisplay && Candidate.IsPlain(request.Display)
        && EnrolmentRows.IsAddress(request.Mail)
        && organisation.Genesis is not null
        && organisation.Settings!.Languages.Contains(request.Locale)
        && PersonNotes.AreUsable(request.TrainedOn, request.Decision);

    private static InvitationRow ToRow(Request request, string account, byte[] id, byte[] secret, CivilDay expires) => new()
    {
        InvitationId = id,
        CodeHash = OneTimeCodes.HashOf(secret).ToArray(),
        Account = account,
        Display = request.Display,
        Role = request.Role,
        MailAddress = request.Mail,
        Locale = request.Locale,
        TrainedOn = request.TrainedOn,
        Decision = request.Decision,
        ExpiresOn = expires.Value,
    };

    internal sealed record Request(string Account, string Display, byte Role, string Mail, string Locale, uint? TrainedOn, string? Decision);

    internal sealed record Response(byte[] InvitationId, byte[] Secret, uint ExpiresOn);
}
