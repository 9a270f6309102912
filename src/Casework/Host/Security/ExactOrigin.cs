using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>
/// Every write carries this host's own origin, exactly. Browsers set the header themselves, and cookies do not know ports: without this
/// a page of another port of the same host could write in an officer's name.
/// </summary>
internal static class ExactOrigin
{
    internal static IApplicationBuilder UseExactOrigin(this IApplicationBuilder app, CaseworkOptions options) => app.Use((context, next) =>
        IsRead(context.Request.Method) || context.Request.Headers.Origin is [var origin] && string.Equals(origin, options.OwnOrigin, StringComparison.Ordinal)
            ? next(context)
            : Refusals.WriteAsync(context, StatusCodes.Status403Forbidden, ErrorCodes.WrongOrigin));

    internal static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
