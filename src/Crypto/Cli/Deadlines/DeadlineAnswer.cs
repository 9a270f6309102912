using System.Globalization;
using System.Text.Json.Serialization;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Crypto.Cli.Deadlines;

/// <summary>One computed row, in the names of tests/Vectors/deadlines.json.</summary>
internal sealed record DeadlineAnswer
{
    [JsonPropertyName("id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Id { get; init; }

    [JsonPropertyName("received")]
    public required string Received { get; init; }

    [JsonPropertyName("acknowledged")]
    public required string? Acknowledged { get; init; }

    [JsonPropertyName("acknowledge_by")]
    public required DateOnly AcknowledgeBy { get; init; }

    [JsonPropertyName("acknowledge_work_target")]
    public required DateOnly AcknowledgeWorkTarget { get; init; }

    [JsonPropertyName("acknowledge_extended_reading")]
    public required DateOnly AcknowledgeExtendedReading { get; init; }

    [JsonPropertyName("acknowledge_ends_utc")]
    public required string AcknowledgeEndsUtc { get; init; }

    [JsonPropertyName("acknowledge_basis")]
    public required string AcknowledgeBasis { get; init; }

    [JsonPropertyName("feedback_by")]
    public required DateOnly FeedbackBy { get; init; }

    [JsonPropertyName("feedback_work_target")]
    public required DateOnly FeedbackWorkTarget { get; init; }

    [JsonPropertyName("feedback_extended_reading")]
    public required DateOnly FeedbackExtendedReading { get; init; }

    [JsonPropertyName("feedback_ends_utc")]
    public required string FeedbackEndsUtc { get; init; }

    [JsonPropertyName("feedback_basis")]
    public required string FeedbackBasis { get; init; }

    /// <summary>Computes; null when a text cannot be read as a date, or the acknowledgement lies before receipt.</summary>
    internal static DeadlineAnswer? TryDerive(int? id, string received, string? acknowledged, OrganisationZone zone)
    {
        DateOnly? acknowledgedOn = null;
        if (!CivilInput.TryRead(received, zone, out var receivedOn))
        {
            return null;
        }

        if (acknowledged is not null)
        {
            if (!CivilInput.TryRead(acknowledged, zone, out var day) || day < receivedOn)
            {
                return null;
            }

            acknowledgedOn = day;
        }

        return From(id, received, acknowledged, StatutoryClock.DeriveDates(receivedOn, acknowledgedOn), zone);
    }

    /// <summary>The fields as lines of name and value, in their order.</summary>
    internal IEnumerable<(string Name, string Value)> Lines() =>
    [
        ("acknowledge_by", $"{Iso(AcknowledgeBy)} ({AcknowledgeBasis})"),
        ("acknowledge_work_target", Iso(AcknowledgeWorkTarget)),
        ("acknowledge_extended_reading", Iso(AcknowledgeExtendedReading)),
        ("acknowledge_ends_utc", AcknowledgeEndsUtc),
        ("feedback_by", $"{Iso(FeedbackBy)} ({FeedbackBasis})"),
        ("feedback_work_target", Iso(FeedbackWorkTarget)),
        ("feedback_extended_reading", Iso(FeedbackExtendedReading)),
        ("feedback_ends_utc", FeedbackEndsUtc),
    ];

    private static DeadlineAnswer From(int? id, string received, string? acknowledged, StatutoryDates dates, OrganisationZone zone) => new()
    {
        Id = id,
        Received = received,
        Acknowledged = acknowledged,
        AcknowledgeBy = dates.Acknowledge.By,
        AcknowledgeWorkTarget = dates.Acknowledge.WorkTarget,
        AcknowledgeExtendedReading = dates.Acknowledge.ExtendedReading,
        AcknowledgeEndsUtc = End(zone, dates.Acknowledge),
        AcknowledgeBasis = dates.Acknowledge.Basis.ToString(),
        FeedbackBy = dates.Feedback.By,
        FeedbackWorkTarget = dates.Feedback.WorkTarget,
        FeedbackExtendedReading = dates.Feedback.ExtendedReading,
        FeedbackEndsUtc = End(zone, dates.Feedback),
        FeedbackBasis = dates.Feedback.Basis.ToString(),
    };

    private static string End(OrganisationZone zone, Deadline deadline) =>
        zone.EndOf(deadline.By).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
