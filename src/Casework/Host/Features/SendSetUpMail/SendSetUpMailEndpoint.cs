using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Features.SendTestMail;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Features.SendSetUpMail;

/// <summary>
/// POST /s/mail: set-up code[16] ‖ language x&lt;&gt; ‖ address x&lt;&gt;. The administrator's test mail before there is an administrator: whoever has the code of
/// the console may send it, so that a mail server that does not work is found while the organisation is being set up.
/// </summary>
internal static class SendSetUpMailEndpoint
{
    private const int LongestLanguage = 8;
    private const int BodyLimit = OneTimeCodes.SecretSize + 2 + LongestLanguage + 2 + SendTestMailEndpoint.LongestAddress;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/s/mail", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(HttpRequest http, SetUpCode setUp, OneTimeCodes codes, MailPost post, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http, BodyLimit, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        if (Read(bytes) is not { } asked)
        {
            return Refusals.Malformed;
        }

        // A right code is not slowed here: trying a mail server several times must not hold up the end of the set-up.
        if (!setUp.Accepts(asked.Code))
        {
            return codes.Begin(asked.Code) is > 0 and var seconds
                ? Refusals.Slowed(ErrorCodes.CodeSlowed, seconds)
                : Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.CodeRefused);
        }

        return SendTestMailEndpoint.Answer(await post.SendTestAsync(asked.Address, asked.Language, cancellationToken));
    }

    private static (Hash32 Code, string Language, string Address)? Read(byte[] bytes)
    {
        var reader = new SicReader(bytes);
        var secret = reader.Bytes(OneTimeCodes.SecretSize);
        var language = reader.Name(LongestLanguage);
        var address = reader.Name(SendTestMailEndpoint.LongestAddress);
        return reader.Finish() ? (OneTimeCodes.HashOf(secret.Span), language, address) : null;
    }
}
