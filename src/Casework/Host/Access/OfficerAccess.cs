using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>Puts sign-in together: cookie, key ring, policies and the small stores behind them.</summary>
internal static class OfficerAccess
{
    internal const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    internal const string CookieName = "__Host-integrity-officer";

    /// <summary>Without a request for this long the server forgets the session; the page locks itself earlier.</summary>
    internal const int IdleMinutes = 60;

    internal static IServiceCollection AddOfficerAccess(this IServiceCollection services, DataFolder data, TimeProvider clock)
    {
        var certificate = RingCertificate.LoadOrCreate(data.RingCertificate, clock);
        services.AddDataProtection()
            .SetApplicationName("integrity-channel-casework")
            .PersistKeysToFileSystem(new DirectoryInfo(data.Ring))
            .ProtectKeysWithCertificate(certificate)
            .UnprotectKeysWithAnyCertificate(certificate);
        services.AddAuthentication(Scheme).AddCookie(Scheme, Configure);
        services.AddAuthorization(Policies.Add);
        return services
            .AddSingleton<Sessions>()
            .AddSingleton<Antiforgery>()
            .AddSingleton<SignInSlowing>()
            .AddSingleton<LoginNonces>()
            .AddSingleton<StrangerAnswers>();
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        // TLS ends in front of this process; the browser must see Secure all the same (it counts localhost as secure).
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(IdleMinutes);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Refusals.WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, ErrorCodes.NoSession);
        options.Events.OnRedirectToAccessDenied = context => Refusals.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, ErrorCodes.NotForThisRole);
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    // Asked on every request: the session must still be in the table, and its officer still in the directory.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var session = SessionOfficer.From(context.Principal);
        if (session is null
            || !await services.GetRequiredService<Sessions>().LivesAsync(session, context.HttpContext.RequestAborted)
            || !await services.GetRequiredService<OfficerRegister>().HoldsAsync(session.OfficerId, session.Role, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }
}
