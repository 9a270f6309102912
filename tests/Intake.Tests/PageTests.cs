using System.IO.Compression;
using System.Text;

namespace IntegrityChannel.Intake.Tests;

/// <summary>The one page and its files.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class PageTests(SharedIntake intake)
{
    [Theory]
    [InlineData("/", "data-organisation=\"Zone &lt;Test&gt; &amp; &quot;Co&quot;\"")]
    [InlineData("/nl", "data-organisation=\"Zone &lt;Test&gt; &amp; &quot;Co&quot;\"")]
    [InlineData("/en", "data-organisation=\"Test zone\"")]
    public async Task The_tokens_are_filled_and_escaped_per_language(string path, string organisation)
    {
        var page = Encoding.UTF8.GetString((await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, path))).Body);

        Assert.Contains(organisation, page, StringComparison.Ordinal);
        Assert.Contains("data-languages=\"nl en\"", page, StringComparison.Ordinal);
        Assert.Contains("data-attachment-mib=\"100\"", page, StringComparison.Ordinal);
        Assert.Contains("data-demo=\"\"", page, StringComparison.Ordinal);
        Assert.Contains("data-adapters=\"crypto=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_shows_the_same_page_with_404()
    {
        var (known, page) = await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/"));
        var (unknown, other) = await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/case/1"));

        Assert.Equal((200, 404), ((int)known.StatusCode, (int)unknown.StatusCode));
        Assert.Equal(page, other);
        Assert.Equal(SharedIntake.Headers(known), SharedIntake.Headers(unknown));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/" + WebPage.Script)]
    public async Task Gzip_is_served_where_the_browser_takes_it_and_holds_the_same_bytes(string path)
    {
        var (_, plain) = await intake.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        var (response, zipped) = await intake.SendAsync(request);

        Assert.Equal("gzip", SharedIntake.Headers(response)["Content-Encoding"]);
        using var unzipped = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(unzipped, IntakeProcess.Cancel);
        }

        Assert.Equal(plain, unzipped.ToArray());
    }
}
