using System.Security.Cryptography;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>
/// The value that the page reads from GET /o/session and sends back in a header with every write: the session's number under Data
/// Protection. Another site can neither read it nor set the header. (The framework's own service refuses to work behind a TLS-ending
/// proxy when its cookie is marked Secure; tying the value to the session needs no second cookie.)
/// </summary>
internal sealed class Antiforgery(IDataProtectionProvider protection)
{
    internal const string Header = "X-Antiforgery";

    private readonly IDataProtector protector = protection.CreateProtector("casework antiforgery");

    internal string ValueFor(SessionOfficer session) => WebEncoders.Base64UrlEncode(protector.Protect(session.SessionId.ToArray()));

    internal bool Accepts(SessionOfficer session, string? value)
    {
        if (value is not { Length: > 0 and < 1024 })
        {
            return false;
        }

        try
        {
            return CryptographicOperations.FixedTimeEquals(protector.Unprotect(WebEncoders.Base64UrlDecode(value)), session.SessionId.Span);
        }
        catch (Exception refused) when (refused is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Refuses every write of a signed-in officer without the value. Only endpoints that allow anonymous calls (hello, sign-in) are exempt.</summary>
    internal static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (ExactOrigin.IsRead(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        var accepted = SessionOfficer.From(context.User) is { } session
            && context.RequestServices.GetRequiredService<Antiforgery>().Accepts(session, context.Request.Headers[Header]);
        return accepted ? next(context) : Refusals.WriteAsync(context, StatusCodes.Status400BadRequest, ErrorCodes.AntiforgeryMissing);
    }
}
