using System.Text.RegularExpressions;
using IntegrityChannel.Casework.Tests.Jobs;
using IntegrityChannel.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>Every header of every answer on every route, for a stranger and for whoever is signed in, held to a committed file. The routes come from the program itself.</summary>
public sealed partial class GoldenHeadersTests
{
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["language"] = "nl",
        ["unknown"] = "no/such/page",
        ["place"] = "000",
        ["level"] = "0",
        ["index"] = "0",
    };

    private static readonly string[] Reading = ["GET", "HEAD"];

    [Fact]
    public async Task Every_header_of_every_route_is_that_of_the_committed_file()
    {
        await using var host = new RunningHost();
        var golden = new GoldenHeaders("The headers of every answer of casework, reached by https.");
        var stranger = host.Open();
        var officer = await host.Open().SignInAsync(host.Files.Confidant);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);
        foreach (var (method, route) in Routes(host))
        {
            var path = Place().Replace(route, place => Places.GetValueOrDefault(place.Groups["name"].Value, "AAAAAAAAAAAAAAAAAAAAAA"));
            golden.Add("stranger", $"{method} {route}", await stranger.SendEmptyAsync(method, path));
            if (Reading.Contains(method) && (route.StartsWith("/o/", StringComparison.Ordinal) || route.StartsWith("/a/", StringComparison.Ordinal)))
            {
                golden.Add("officer", $"{method} {route}", await officer.SendEmptyAsync(method, path));
                golden.Add("administrator", $"{method} {route}", await administrator.SendEmptyAsync(method, path));
            }
        }

        golden.Add("officer", "POST /o/sign-in", (await host.Open().TrySignInAsync(host.Files.Responsible)));
        var difference = GoldenFile.Difference("tests/Casework.Tests/Golden/casework-headers.txt", golden.ToString());
        Assert.True(difference.Count == 0, string.Join('\n', difference));
    }

    // What the second engine of jobs shows has a policy of its own and tests of its own.
    private static IEnumerable<(string Method, string Route)> Routes(RunningHost host) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where !endpoint.RoutePattern.RawText!.StartsWith("/jobs", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "DELETE"]
        select (method, endpoint.RoutePattern.RawText!);

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Place();
}
