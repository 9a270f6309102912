namespace IntegrityChannel.Intake.Tests;

/// <summary>Every answer of every route, good or bad, carries the headers of the web hardening and no other that says anything.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class SecurityHeadersTests(SharedIntake intake)
{
    private static readonly Dictionary<string, string> Golden = new()
    {
        ["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        ["Cache-Control"] = "no-store",
        ["X-Content-Type-Options"] = "nosniff",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Embedder-Policy"] = "require-corp",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Integrity-Policy"] = "blocked-destinations=(script)",
        ["Referrer-Policy"] = "same-origin",
    };

    private static readonly string[] MayAlsoStand = ["Permissions-Policy", "Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition", "Vary"];

    public static TheoryData<string, string, int> Routes => new()
    {
        { "GET", "/", 200 },
        { "HEAD", "/", 200 },
        { "GET", "/nl", 200 },
        { "GET", "/en", 200 },
        { "GET", "/fr", 404 },
        { "GET", "/d", 200 },
        { "GET", "/d/chain", 200 },
        { "GET", "/health", 200 },
        { "GET", "/sealer", 200 },
        { "GET", "/nothing/here.php", 404 },
        { "GET", "/assets/unlisted.js", 404 },
        { "GET", "/assets/../manifest.json", 404 },
        { "GET", "/%2e%2e/data/mailbox.db", 404 },
        { "DELETE", "/", 404 },
        { "GET", "/r/put", 404 },
        { "POST", "/r/hello", 200 },
        { "POST", "/r/open", 400 },
        { "POST", "/r/put", 400 },
        { "POST", "/d", 404 },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_route_answers_with_the_same_security_headers(string method, string path, int status)
    {
        using var request = method == "POST" ? intake.Post(path, []) : new HttpRequestMessage(new HttpMethod(method), path);
        var (response, _) = await intake.SendAsync(request);
        var headers = SharedIntake.Headers(response);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.All(Golden, header => Assert.Equal(header.Value, headers[header.Key]));
        Assert.Contains("microphone=()", headers["Permissions-Policy"], StringComparison.Ordinal);
        Assert.Empty(headers.Keys.Except(Golden.Keys).Except(MayAlsoStand));
    }

    [Fact]
    public async Task Hashed_files_alone_may_be_kept_and_differ_in_nothing_else()
    {
        var (response, _) = await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/" + WebPage.Script));
        var headers = SharedIntake.Headers(response);

        Assert.Equal("public, max-age=31536000, immutable", headers["Cache-Control"]);
        Assert.All(Golden.Where(header => header.Key != "Cache-Control"), header => Assert.Equal(header.Value, headers[header.Key]));
        Assert.Empty(headers.Keys.Except(Golden.Keys).Except(MayAlsoStand));
    }
}
