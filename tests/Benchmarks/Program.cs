using System.Text.Json;
using IntegrityChannel.Benchmarks;

// benchmarks submit|upload|idle|crypto PROGRAMS WEB [--json]: PROGRAMS is the folder bin of an adapter set, WEB the built pages. docs/performance.md says what is measured.
if (args is not [var what, var programs, var web, ..])
{
    Console.Error.WriteLine("usage: benchmarks submit|upload|idle|crypto PROGRAMS WEB [--json]");
    return 2;
}

var json = args.Contains("--json", StringComparer.Ordinal);
TextWriter progress = json ? TextWriter.Null : Console.Error;
await using var channel = BenchChannel.Create(Path.GetFullPath(programs), Path.GetFullPath(web));
object? answer = what switch
{
    "submit" => await SubmitBench.RunAsync(channel, progress),
    "upload" => await UploadBench.RunAsync(channel, progress),
    "idle" => await IdleBench.RunAsync(channel),
    "crypto" => CryptoBench.Run(),
    _ => null,
};
if (answer is null)
{
    Console.Error.WriteLine($"no such benchmark: {what}");
    return 2;
}

Console.WriteLine(JsonSerializer.Serialize(answer, BenchJson.Options(indented: !json)));
return 0;
