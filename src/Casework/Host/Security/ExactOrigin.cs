using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>
/// Every write carries one of this host's own origins, exactly. Browsers set the header themselves, and cookies do not know ports: without this
/// a page of another port of the same host could write in an officer's name.
/// </summary>
internal static class ExactOrigin
{
    internal static IApplicationBuilder UseExactOrigin(this IApplicationBuilder app, CaseworkOptions options)
    {
        var own = options.Origins;
        return app.Use((context, next) =>
            IsRead(context.Request.Method) || (context.Request.Headers.Origin is [{ } origin] && own.Contains(origin, StringComparer.Ordinal))
                ? next(context)
                : Refusals.WriteAsync(context, StatusCodes.Status403Forbidden, ErrorCodes.WrongOrigin));
    }

    /// <summary>The origin of a write that passed: one of ours, and the one that a sign-in must be signed for.</summary>
    internal static string Of(HttpContext context) => context.Request.Headers.Origin.ToString();

    internal static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
