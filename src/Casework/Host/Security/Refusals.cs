namespace IntegrityChannel.Casework.Host.Security;

/// <summary>Refusals as results: a status and a code, never a detail.</summary>
internal static class Refusals
{
    internal static readonly IResult Malformed = Of(StatusCodes.Status400BadRequest, ErrorCodes.Malformed);
    internal static readonly IResult TooLarge = Of(StatusCodes.Status413PayloadTooLarge, ErrorCodes.TooLarge);
    internal static readonly IResult NotFound = Of(StatusCodes.Status404NotFound, ErrorCodes.NotFound);

    internal static IResult Of(int status, string code) => Results.Json(new Refusal(code), WireJson.Options, statusCode: status);

    /// <summary>For places before an endpoint runs.</summary>
    internal static Task WriteAsync(HttpContext context, int status, string code) => Of(status, code).ExecuteAsync(context);

    /// <summary>Wire shape of every refusal.</summary>
    internal sealed record Refusal(string Code);
}
