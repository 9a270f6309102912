using System.Text.Json;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>Reads a request's body up to a limit that is known before the first byte, and nothing of another type.</summary>
internal static class BoundedBody
{
    private const string Json = "application/json";
    internal const string Octets = "application/octet-stream";

    /// <summary>The body as bytes, or the refusal to answer with.</summary>
    internal static Task<Reading<byte[]>> ReadBytesAsync(HttpRequest request, int limit, CancellationToken cancellationToken) =>
        ReadAsync(request, Octets, limit, cancellationToken);

    /// <summary>The body as a wire record, or the refusal to answer with.</summary>
    internal static async Task<Reading<T>> ReadJsonAsync<T>(HttpRequest request, int limit, CancellationToken cancellationToken)
        where T : class
    {
        var body = await ReadAsync(request, Json, limit, cancellationToken);
        if (body.Value is not { } bytes)
        {
            return new(null, body.Refusal);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(bytes, WireJson.Options) is { } value ? new(value, null) : new(null, Refusals.Malformed);
        }
        catch (JsonException)
        {
            // Its message quotes the body; only the class of the failure leaves here.
            return new(null, Refusals.Malformed);
        }
    }

    private static async Task<Reading<byte[]>> ReadAsync(HttpRequest request, string type, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentType != type)
        {
            return new(null, Refusals.Malformed);
        }

        if (request.ContentLength > limit)
        {
            return new(null, Refusals.TooLarge);
        }

        using var buffer = new MemoryStream(capacity: (int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (buffer.Length + read > limit)
            {
                return new(null, Refusals.TooLarge);
            }

            buffer.Write(chunk, 0, read);
        }

        return new(buffer.ToArray(), null);
    }

    /// <summary>Exactly one of the two is set.</summary>
    internal readonly record struct Reading<T>(T? Value, IResult? Refusal)
        where T : class;
}
