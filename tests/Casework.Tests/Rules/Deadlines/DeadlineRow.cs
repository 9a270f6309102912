using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Casework.Tests.Rules.Deadlines;

/// <summary>One worked example of tests/Vectors/deadlines.json, as written there.</summary>
public sealed record DeadlineRow(
    [property: JsonPropertyName("id")] int Id,
    [property: JsonPropertyName("received")] DateTimeOffset Received,
    [property: JsonPropertyName("acknowledged")] string? Acknowledged,
    [property: JsonPropertyName("acknowledge_by")] DateOnly AcknowledgeBy,
    [property: JsonPropertyName("acknowledge_work_target")] DateOnly AcknowledgeWorkTarget,
    [property: JsonPropertyName("acknowledge_extended_reading")] DateOnly AcknowledgeExtendedReading,
    [property: JsonPropertyName("acknowledge_ends_utc")] DateTimeOffset AcknowledgeEndsUtc,
    [property: JsonPropertyName("feedback_by")] DateOnly FeedbackBy,
    [property: JsonPropertyName("feedback_work_target")] DateOnly FeedbackWorkTarget,
    [property: JsonPropertyName("feedback_extended_reading")] DateOnly FeedbackExtendedReading,
    [property: JsonPropertyName("feedback_ends_utc")] DateTimeOffset FeedbackEndsUtc,
    [property: JsonPropertyName("why")] string Why)
{
    private static readonly Lazy<IReadOnlyList<DeadlineRow>> Rows = new(Read);

    internal static IReadOnlyList<DeadlineRow> All => Rows.Value;

    internal static OrganisationZone Brussels { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels"));

    internal DateOnly ReceivedOn => Brussels.DateOf(Received);

    internal DateOnly? AcknowledgedOn => Acknowledged is null
        ? null
        : DateOnly.FromDateTime(DateTime.ParseExact(Acknowledged, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));

    public override string ToString() => $"{Id}: {Why}";

    private static IReadOnlyList<DeadlineRow> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Vectors", "deadlines.json"));
        return JsonSerializer.Deserialize<DeadlineFile>(file)!.Examples;
    }

    private sealed record DeadlineFile([property: JsonPropertyName("examples")] IReadOnlyList<DeadlineRow> Examples);
}
