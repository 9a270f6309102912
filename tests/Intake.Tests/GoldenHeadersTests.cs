using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using IntegrityChannel.Intake.Host.Assisted;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Features;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>Every header of every answer on every route, held to a committed file. The routes come from the program itself: a new one fails here until it stands in the file.</summary>
public sealed partial class GoldenHeadersTests
{
    private const string Clear = "https://meldpunt.example.org";
    private const string Onion = "http://meldpuntvoorbeeld.onion";
    private const string Golden = "tests/Intake.Tests/Golden/intake-headers.txt";

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["language"] = "nl",
        ["draft"] = "00112233445566778899aabbccddeeff",
        ["unknown"] = "no/such/page",
    };

    [Fact]
    public async Task Every_header_of_every_route_is_that_of_the_committed_file()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        await intake.RunAsync("--origin", Clear, "--origin", Onion);
        using var client = intake.Client();
        var golden = new GoldenHeaders("The headers of every answer of intake, reached by https, with an onion service beside it.");
        foreach (var (method, route) in await RoutesAsync(intake))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Place().Replace(route, place => Places[place.Groups["name"].Value]));
            if (method == "POST")
            {
                request.Content = new ByteArrayContent([]);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                request.Headers.Add("Origin", Clear);
            }

            using var response = await client.SendAsync(request, IntakeProcess.Cancel);
            golden.Add("anybody", $"{method} {route}", response);
        }

        var difference = GoldenFile.Difference(Golden, golden.ToString());
        Assert.True(difference.Count == 0, string.Join('\n', difference));
    }

    [Fact]
    public async Task Every_route_names_its_budget()
    {
        await using var intake = IntakeProcess.Prepare();
        Assert.All(await EndpointsAsync(intake), endpoint => Assert.True(endpoint.Metadata.GetMetadata<Budget>() is not null, endpoint.RoutePattern.RawText));
    }

    /// <summary>The control: a header more, a header less and another value each show as a line.</summary>
    [Fact]
    public void A_route_that_says_more_less_or_something_else_would_be_noticed()
    {
        var committed = GoldenFile.Read(Golden);
        var seen = committed
            .Replace("  X-Content-Type-Options: nosniff\n", "", StringComparison.Ordinal)
            .Replace("  Cache-Control: no-store\n", "  Cache-Control: private\n  Server: planted\n", StringComparison.Ordinal);

        Assert.Equal(
            ["-   Cache-Control: no-store", "+   Cache-Control: private", "+   Server: planted", "-   X-Content-Type-Options: nosniff"],
            GoldenFile.Compare(committed, seen));
    }

    private static async Task<IReadOnlyList<(string Method, string Route)>> RoutesAsync(IntakeProcess intake) =>
    [
        .. from endpoint in await EndpointsAsync(intake)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "DELETE", "OPTIONS"]
           select (method, endpoint.RoutePattern.RawText!),
    ];

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync(IntakeProcess intake)
    {
        var builder = IntakeHost.CreateBuilder();
        builder.Services.AddPages(IntakeOptions.Read(["--data", intake.Data, "--web", intake.Web]), DataFolder.Create(intake.Data));
        await using var app = builder.Build();
        app.MapFeatures(FormPath.Inside);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Place();
}
