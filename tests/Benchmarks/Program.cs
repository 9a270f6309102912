using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityChannel.Benchmarks;

// benchmarks submit|assisted|upload|idle|crypto|flood|timing PROGRAMS WEB [--json] [--small] [--runs N]: PROGRAMS is the folder bin of an adapter set, WEB the built pages. Of several runs, each on
// a folder of its own, the median of every number is told; --small submits an eighth
// of the reports, for a look while working. docs/performance.md says what is measured.
if (args is not [var what, var programs, var web, .. var more] || what is not ("submit" or "assisted" or "upload" or "idle" or "crypto" or "flood" or "timing") || Runs(more) is not { } runs)
{
    Console.Error.WriteLine("usage: benchmarks submit|assisted|upload|idle|crypto|flood|timing PROGRAMS WEB [--json] [--small] [--runs N], N from 1 to 99");
    return 2;
}

var json = more.Contains("--json", StringComparer.Ordinal);
TextWriter progress = json ? TextWriter.Null : Console.Error;
var answers = new List<JsonNode>();
for (var run = 1; run <= runs; run++)
{
    if (runs > 1)
    {
        progress.WriteLine($"run {run} of {runs}");
    }

    await using var channel = BenchChannel.Create(Path.GetFullPath(programs), Path.GetFullPath(web));
    object answer = what switch
    {
        "submit" => await SubmitBench.RunAsync(channel, more.Contains("--small", StringComparer.Ordinal), progress),
        "assisted" => await AssistedBench.RunAsync(channel, more.Contains("--small", StringComparer.Ordinal)),
        "upload" => await UploadBench.RunAsync(channel, progress),
        "idle" => await IdleBench.RunAsync(channel),
        "flood" => await FloodBench.RunAsync(channel, progress),
        "timing" => await TimingBench.RunAsync(channel, progress),
        _ => CryptoBench.Run(),
    };
    answers.Add(JsonSerializer.SerializeToNode(answer, BenchJson.Options(indented: false))!);
}

Console.WriteLine(Medians.Of(answers).ToJsonString(BenchJson.Options(indented: !json)));
return 0;

static int? Runs(string[] options)
{
    var place = Array.IndexOf(options, "--runs");
    return place < 0 ? 1
        : int.TryParse(options.ElementAtOrDefault(place + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100 ? number
        : null;
}
