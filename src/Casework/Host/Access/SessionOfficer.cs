using System.Globalization;
using System.Security.Claims;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>All that a session knows: whose it is, in which role, and its own number.</summary>
internal sealed record SessionOfficer(Id16 OfficerId, byte Role, Id16 SessionId)
{
    internal const byte AdministratorRole = 0;

    private const string OfficerClaim = "officer";
    private const string RoleClaim = "role";
    private const string SessionClaim = "session";

    internal bool IsAdministrator => Role == AdministratorRole;

    internal ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(OfficerClaim, OfficerId.ToString()),
            new Claim(RoleClaim, Role.ToString(CultureInfo.InvariantCulture)),
            new Claim(SessionClaim, SessionId.ToString()),
        ],
        scheme));

    /// <summary>Null where nobody is signed in.</summary>
    internal static SessionOfficer? From(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(OfficerClaim) is { } officer
        && principal.FindFirstValue(RoleClaim) is { } role
        && principal.FindFirstValue(SessionClaim) is { } session
            ? new(Id16.From(Convert.FromHexString(officer)), byte.Parse(role, CultureInfo.InvariantCulture), Id16.From(Convert.FromHexString(session)))
            : null;

    /// <summary>For endpoints behind a policy.</summary>
    internal static SessionOfficer Of(HttpContext context) =>
        From(context.User) ?? throw new InvalidOperationException("this endpoint stands behind a policy");
}
