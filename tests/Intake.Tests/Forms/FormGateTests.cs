using System.Net;
using System.Net.Http.Headers;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>What a form must be before it is read, and what every page of this path says and bears.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class FormGateTests(SharedIntake intake)
{
    private const string Type = "application/x-www-form-urlencoded";

    public static TheoryData<string, string?, string?, HttpStatusCode> Origins => new()
    {
        { "our own", "OURS", null, HttpStatusCode.OK },
        { "another site", "http://evil.example", null, HttpStatusCode.BadRequest },
        { "one that begins alike", "OURS.evil.example", null, HttpStatusCode.BadRequest },
        { "hidden by the browser", "null", null, HttpStatusCode.BadRequest },
        { "none, and no page", null, null, HttpStatusCode.BadRequest },
        { "none, from our page: a text browser", null, "OURS/form/nl", HttpStatusCode.OK },
        { "none, from another page", null, "http://evil.example/form/nl", HttpStatusCode.BadRequest },
        { "none, from a page that begins alike", null, "OURS.evil.example/form/nl", HttpStatusCode.BadRequest },
        { "another site, from our page", "http://evil.example", "OURS/form/nl", HttpStatusCode.BadRequest },
    };

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task A_form_is_taken_from_our_own_pages_only(string what, string? origin, string? page, HttpStatusCode status)
    {
        using var request = Form("step=open");
        request.Headers.Remove("Origin");
        Add(request, "Origin", origin);
        Add(request, "Referer", page);
        var (response, _) = await intake.SendAsync(request);
        Assert.True(status == response.StatusCode, what);
    }

    /// <summary>The control: a browser that follows today's rules is not believed by the older sign alone.</summary>
    [Fact]
    public async Task Without_the_exact_comparison_an_address_that_only_begins_alike_would_be_taken_from_a_form()
    {
        Assert.StartsWith(intake.Process.Origin, intake.Process.Origin + ".evil.example", StringComparison.Ordinal);
        using var request = Form("step=open");
        request.Headers.Remove("Origin");
        Add(request, "Referer", "OURS/form/nl");
        Add(request, "Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, (await intake.SendAsync(request)).Response.StatusCode);
    }

    [Theory]
    [InlineData("step=nothing-that-exists")]
    [InlineData("step=open&unknown=1")]
    [InlineData("step=open&step=open")]
    [InlineData("step=open&story=%")]
    [InlineData("step=open&story=%FF")]
    [InlineData("step")]
    [InlineData("")]
    public async Task Anything_but_one_of_our_forms_gets_a_page_and_changes_nothing(string body)
    {
        using var request = Form(body);
        var (response, page) = await intake.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Dit formulier is niet aangenomen", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_type_or_beyond_the_limit_is_not_read()
    {
        using var octets = Form("step=open");
        octets.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain");
        Assert.Equal(HttpStatusCode.BadRequest, (await intake.SendAsync(octets)).Response.StatusCode);

        using var large = Form("step=check&story=" + new string('a', 224 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await intake.SendAsync(large)).Response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/form", 200)]
    [InlineData("HEAD", "/form", 200)]
    [InlineData("GET", "/form/nl", 200)]
    [InlineData("GET", "/form/en", 200)]
    [InlineData("GET", "/form/fr", 404)]
    [InlineData("GET", "/form/exit/00112233445566778899aabbccddeeff", 303)]
    [InlineData("POST", "/form/nl", 200)]
    public async Task Every_page_bears_the_headers_of_the_site_and_ends_its_connection(string method, string path, int status)
    {
        using var request = method == "POST" ? Form("step=how") : new HttpRequestMessage(new HttpMethod(method), path);
        var (response, _) = await intake.SendAsync(request);
        var headers = SharedIntake.Headers(response);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("no-store", headers["Cache-Control"]);
        Assert.Contains("form-action 'self'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("same-origin", headers["Referrer-Policy"]);
        Assert.Equal("close", headers["Connection"]);
    }

    [Theory]
    [InlineData("nl", "Zonder script", "deze server ziet uw tekst heel even")]
    [InlineData("en", "Without script", "this server sees your text for a moment")]
    public async Task Every_page_says_that_this_server_sees_the_text_and_has_no_script(string language, string label, string words)
    {
        var browser = new FormBrowser(intake.Client, intake.Process.Origin, language);
        await browser.OpenAsync();
        List<string> pages = [browser.Page];
        foreach (var step in (string[])["how", "rights", "comite", "data", "open", "start", "before", "write"])
        {
            await browser.SendAsync([("step", step)]);
            Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
            pages.Add(browser.Page);
        }

        Assert.All(pages, page =>
        {
            Assert.Contains($"aria-label=\"{label}\"", page, StringComparison.Ordinal);
            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.Contains("<title>Info</title>", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/form/exit/", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(32 * 1024, System.Text.Encoding.UTF8.GetByteCount(page));
        });
    }

    private HttpRequestMessage Form(string body) => intake.Post("/form/nl", System.Text.Encoding.ASCII.GetBytes(body), type: Type);

    private void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value.Replace("OURS", intake.Process.Origin, StringComparison.Ordinal));
        }
    }
}
