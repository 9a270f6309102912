using System.Net;
using System.Text;
using IntegrityChannel.Casework.Host.Pages;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Tests.Host;

public sealed class HeadersTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/nl", HttpStatusCode.OK)]
    [InlineData("/xx", HttpStatusCode.NotFound)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    [InlineData("/d", HttpStatusCode.OK)]
    [InlineData("/d/chain", HttpStatusCode.OK)]
    [InlineData("/log/keys/checkpoint", HttpStatusCode.OK)]
    [InlineData("/log/keys/tile/entries/000", HttpStatusCode.NotFound)]
    [InlineData("/page/manifest.json", HttpStatusCode.OK)]
    [InlineData("/page/index.html", HttpStatusCode.OK)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/o/session", HttpStatusCode.Unauthorized)]
    public async Task Every_answer_carries_the_same_headers(string path, HttpStatusCode status)
    {
        await using var host = new RunningHost();

        using var response = await host.Open().GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(Policy, One(response, "Content-Security-Policy"));
        Assert.Equal("no-store", One(response, "Cache-Control"));
        Assert.Equal("nosniff", One(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", One(response, "Referrer-Policy"));
        Assert.Equal("same-origin", One(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("require-corp", One(response, "Cross-Origin-Embedder-Policy"));
        Assert.Equal("same-origin", One(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("blocked-destinations=(script)", One(response, "Integrity-Policy"));
        Assert.Equal("max-age=63072000", One(response, "Strict-Transport-Security"));
        Assert.Contains("microphone=()", One(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Only_files_named_after_their_content_may_be_kept()
    {
        await using var host = new RunningHost();

        using var response = await host.Open().GetAsync("/assets/main.0011223344556677.js");

        Assert.Equal("public, max-age=31536000, immutable", One(response, "Cache-Control"));
        Assert.Equal("text/javascript; charset=utf-8", One(response, "Content-Type"));
    }

    [Fact]
    public async Task The_viewer_frame_is_shut_off_from_everything_but_the_script_and_style_inside_it()
    {
        await using var host = new RunningHost();

        using var response = await host.Open().GetAsync("/assets/viewer.0011223344556677.html");

        Assert.Equal(
            "default-src 'none'; script-src 'sha256-81WALLbUROF1pWdYjuQYKuIcGgY/+TqVJr8UsV6Tkvo='; style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox allow-scripts",
            One(response, "Content-Security-Policy"));
        Assert.Equal("require-corp", One(response, "Cross-Origin-Embedder-Policy"));
        Assert.Equal("same-origin", One(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("text/html; charset=utf-8", One(response, "Content-Type"));
    }

    [Theory]
    [InlineData("<html><style>p{}</style></html>")]
    [InlineData("<html><style>p{}</style><script>a</script><script>b</script></html>")]
    public void A_viewer_page_of_another_shape_is_not_served(string page) =>
        Assert.Throws<StartRefused>(() => ViewerFrame.PolicyOf(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public async Task The_page_names_organisation_languages_and_version()
    {
        await using var host = new RunningHost();

        using var response = await host.Open().GetAsync("/en");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("data-organisation=\"Example police zone\"", page, StringComparison.Ordinal);
        Assert.Contains("data-languages=\"nl en\"", page, StringComparison.Ordinal);
        Assert.Contains("data-adapters=\"crypto=", page, StringComparison.Ordinal);
        Assert.Contains("data-demo=\"\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    private static string One(HttpResponseMessage response, string name) =>
        (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)) ? Assert.Single(values) : "";
}
