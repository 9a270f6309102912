namespace IntegrityChannel.Casework.Host.Security;

/// <summary>Refusals as results: a status and a code, never a detail.</summary>
internal static class Refusals
{
    internal static readonly IResult Malformed = Of(StatusCodes.Status400BadRequest, ErrorCodes.Malformed);
    internal static readonly IResult TooLarge = Of(StatusCodes.Status413PayloadTooLarge, ErrorCodes.TooLarge);
    internal static readonly IResult NotFound = Of(StatusCodes.Status404NotFound, ErrorCodes.NotFound);

    internal static IResult Of(int status, string code) => Results.Json(new Refusal(code), WireJson.Options, statusCode: status);

    /// <summary>The number, and of a closed list of words the one that says which part was refused.</summary>
    internal static IResult Of(int status, string code, string reason) => Results.Json(new Reasoned(code, reason), WireJson.Options, statusCode: status);

    /// <summary>429 with the seconds to wait.</summary>
    internal static IResult Slowed(string code, int seconds) => Results.Json(new Waiting(code, seconds), WireJson.Options, statusCode: StatusCodes.Status429TooManyRequests);

    /// <summary>For places before an endpoint runs.</summary>
    internal static Task WriteAsync(HttpContext context, int status, string code) => Of(status, code).ExecuteAsync(context);

    /// <summary>Wire shape of every refusal.</summary>
    internal sealed record Refusal(string Code);

    internal sealed record Reasoned(string Code, string Reason);

    internal sealed record Waiting(string Code, int Seconds);
}
