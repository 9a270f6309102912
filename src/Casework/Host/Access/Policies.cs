using Microsoft.AspNetCore.Authorization;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>Who may call a route. A route that names none of these is refused to everybody who is not signed in (the fallback policy).</summary>
internal static class Policies
{
    /// <summary>An officer of the directory; administrators are not among them (docs/architecture.md, "Who may know what").</summary>
    internal const string Officer = "officer";

    internal const string Administrator = "administrator";

    internal const string SignedIn = "signed-in";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Officer, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => SessionOfficer.From(context.User) is { IsAdministrator: false }));
        options.AddPolicy(Administrator, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => SessionOfficer.From(context.User) is { IsAdministrator: true }));
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.FallbackPolicy = options.GetPolicy(SignedIn);
    }
}
