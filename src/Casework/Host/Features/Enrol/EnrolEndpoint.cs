using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.Enrol;

/// <summary>POST /o/enrol: one-time code[16] ‖ sicN x&lt;&gt; (empty for an administrator) ‖ sicE u32&lt;&gt;.</summary>
internal static class EnrolEndpoint
{
    private const int LongestEnrolment = 64 * 1024;
    private const int BodyLimit = OneTimeCodes.SecretSize + 2 + Candidate.MaximumSize + 4 + LongestEnrolment;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/o/enrol", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(HttpRequest http, Enrol enrol, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http, BodyLimit, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        var reader = new SicReader(bytes);
        var secret = reader.Bytes(OneTimeCodes.SecretSize);
        var candidate = reader.Vector(Candidate.MaximumSize);
        var enrolment = reader.LongVector(LongestEnrolment);
        if (!reader.Finish())
        {
            return Refusals.Malformed;
        }

        var hash = OneTimeCodes.HashOf(secret.Span);
        return await enrol.RunAsync(hash, candidate, enrolment, cancellationToken) switch
        {
            Enrol.Outcome.Enrolled => Results.NoContent(),
            Enrol.Outcome.Slowed slowed => Refusals.Slowed(ErrorCodes.CodeSlowed, slowed.Seconds),
            Enrol.Outcome.CodeRefused => Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.CodeRefused),
            Enrol.Outcome.Refused => Refusals.Of(StatusCodes.Status400BadRequest, ErrorCodes.EnrolmentRefused),
            _ => throw new UnreachableException(),
        };
    }
}
