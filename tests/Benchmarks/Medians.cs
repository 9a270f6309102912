using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrityChannel.Benchmarks;

/// <summary>Several answers of one benchmark as one: of every number the median, everything else as the first one says it.</summary>
internal static class Medians
{
    /// <summary>The answer, with the number of runs beside it; a single one stays as it is.</summary>
    internal static JsonNode Of(IReadOnlyList<JsonNode> answers)
    {
        if (answers is [var single])
        {
            return single;
        }

        var whole = Merge(answers).AsObject();
        whole.Insert(0, "median_of", answers.Count);
        return whole;
    }

    private static JsonNode Merge(IReadOnlyList<JsonNode> answers) => answers[0] switch
    {
        JsonObject first => new JsonObject(first.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Merge([.. answers.Select(answer => answer[pair.Key]!)])))),
        JsonArray first => new JsonArray([.. first.Select((_, index) => Merge([.. answers.Select(answer => answer[index]!)]))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(Median([.. answers.Select(answer => answer.GetValue<double>()).Order()])),
        var other => other.DeepClone(),
    };

    private static double Median(List<double> sorted) => sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : BenchJson.Round((sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2, 3);
}
