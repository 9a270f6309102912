using System.Diagnostics;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.BeginOrganisation;

/// <summary>POST /s/organisation: set-up code[16] ‖ sicG x&lt;&gt; ‖ settings.json u32&lt;&gt; ‖ sicE of the first administrator u32&lt;&gt;. 204, and the set-up is gone.</summary>
internal static class BeginOrganisationEndpoint
{
    private const int LongestSettings = 16 * 1024;
    private const int LongestEnrolment = 64 * 1024;
    private const int BodyLimit = OneTimeCodes.SecretSize + 2 + Genesis.Size + 4 + LongestSettings + 4 + LongestEnrolment;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/s/organisation", RunAsync).AllowAnonymous();

    private static async Task<IResult> RunAsync(HttpRequest http, BeginOrganisation begin, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadBytesAsync(http, BodyLimit, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return body.Refusal!;
        }

        if (Read(bytes) is not { } parts)
        {
            return Refusals.Malformed;
        }

        return await begin.RunAsync(parts.Code, parts.Genesis, parts.Settings, parts.Enrolment, cancellationToken) switch
        {
            BeginOrganisation.Outcome.Begun => Results.NoContent(),
            BeginOrganisation.Outcome.Slowed slowed => Refusals.Slowed(ErrorCodes.CodeSlowed, slowed.Seconds),
            BeginOrganisation.Outcome.CodeRefused => Refusals.Of(StatusCodes.Status403Forbidden, ErrorCodes.CodeRefused),
            BeginOrganisation.Outcome.RootRefused => Refusals.Of(StatusCodes.Status400BadRequest, ErrorCodes.RootRefused),
            BeginOrganisation.Outcome.SettingsRefused => Refusals.Malformed,
            BeginOrganisation.Outcome.EnrolmentRefused => Refusals.Of(StatusCodes.Status400BadRequest, ErrorCodes.EnrolmentRefused),
            _ => throw new UnreachableException(),
        };
    }

    private static (Hash32 Code, ReadOnlyMemory<byte> Genesis, ReadOnlyMemory<byte> Settings, ReadOnlyMemory<byte> Enrolment)? Read(byte[] bytes)
    {
        var reader = new SicReader(bytes);
        var secret = reader.Bytes(OneTimeCodes.SecretSize);
        var genesis = reader.Vector(Genesis.Size);
        var settings = reader.LongVector(LongestSettings);
        var enrolment = reader.LongVector(LongestEnrolment);
        return reader.Finish() ? (OneTimeCodes.HashOf(secret.Span), genesis, settings, enrolment) : null;
    }
}
