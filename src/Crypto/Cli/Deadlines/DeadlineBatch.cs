using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Crypto.Cli.Deadlines;

/// <summary>
/// Rows to compute in one go: a JSON object with <c>examples</c> (and perhaps <c>time_zone</c>) or a bare list. Of a row only
/// <c>id</c>, <c>received</c> and <c>acknowledged</c> are read; what it claims as a result is never copied.
/// </summary>
internal sealed record DeadlineBatch(
    [property: JsonPropertyName("time_zone")] string? TimeZone,
    [property: JsonPropertyName("examples")] IReadOnlyList<DeadlineBatch.Row?>? Examples)
{
    private const long LargestFile = 16 * 1024 * 1024;

    /// <summary>Null when the file is missing, too large or not of that form.</summary>
    internal static DeadlineBatch? TryRead(FileInfo file)
    {
        try
        {
            if (!file.Exists || file.Length > LargestFile)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return document.RootElement.ValueKind is JsonValueKind.Array
                ? new DeadlineBatch(null, document.RootElement.Deserialize<List<Row?>>())
                : document.RootElement.Deserialize<DeadlineBatch>();
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All rows in their order; null when one of them cannot be computed (<paramref name="faulty"/> is its place, from 1).</summary>
    internal IReadOnlyList<DeadlineAnswer>? TryDerive(OrganisationZone zone, out int faulty)
    {
        var answers = new List<DeadlineAnswer>();
        foreach (var row in Examples ?? [])
        {
            if (row?.Received is null || DeadlineAnswer.TryDerive(row.Id, row.Received, row.Acknowledged, zone) is not { } answer)
            {
                faulty = answers.Count + 1;
                return null;
            }

            answers.Add(answer);
        }

        faulty = 0;
        return answers;
    }

    internal sealed record Row(
        [property: JsonPropertyName("id")] int? Id,
        [property: JsonPropertyName("received")] string? Received,
        [property: JsonPropertyName("acknowledged")] string? Acknowledged);
}
