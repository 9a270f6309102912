using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Tests.Host;

namespace IntegrityChannel.Casework.Tests.Access;

public sealed class SessionTests
{
    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var stolen = host.Open();
        stolen.Jar.Cookie = browser.Jar.Cookie;
        using var before = await stolen.GetAsync("/o/session");

        using var signedOut = await browser.PostJsonAsync("/o/sign-out", []);
        using var after = await stolen.GetAsync("/o/session");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.Null(browser.Jar.Cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal("E-42", await OfficerBrowser.CodeAsync(after));
    }

    [Fact]
    public async Task An_idle_session_ends_on_the_server()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        host.Clock.Advance(TimeSpan.FromMinutes(61));

        using var response = await browser.GetAsync("/o/session");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Work_keeps_a_session_alive_past_the_idle_limit()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        for (var step = 0; step < 4; step++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(40));
            using var response = await browser.GetAsync("/o/session");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_session_does_not_last_past_the_next_day_however_busy()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        HttpStatusCode last = default;
        for (var step = 0; step < 60 && last != HttpStatusCode.Unauthorized; step++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(50));
            using var response = await browser.GetAsync("/o/session");
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, last);
    }

    [Fact]
    public async Task A_restart_keeps_officers_signed_in()
    {
        using var files = new TestData();
        string? cookie;
        await using (var host = new RunningHost(files))
        {
            cookie = (await host.Open().SignInAsync(files.Responsible)).Jar.Cookie;
        }

        await using var restarted = new RunningHost(files);
        var browser = restarted.Open();
        browser.Jar.Cookie = cookie;
        using var response = await browser.GetAsync("/o/session");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_officer_whom_the_next_directory_leaves_out_loses_the_session()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        var browser = await host.Open().SignInAsync(host.Files.Confidant);
        var next = sample.IssueNext(TestData.Today.Value, acceptFrom: 1, [sample.Responsible, sample.Deputy]);
        await host.Mailbox.Directories.PublishDirectoryAsync(next.Bytes, TestContext.Current.CancellationToken);

        using var session = await browser.GetAsync("/o/session");
        using var again = await host.Open().TrySignInAsync(host.Files.Confidant);

        Assert.Equal(HttpStatusCode.Unauthorized, session.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task A_write_without_the_sessions_own_antiforgery_value_is_refused()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var other = await host.Open().SignInAsync(host.Files.Deputy);
        foreach (var value in (string?[])[null, "", "AAAA", other.Antiforgery])
        {
            browser.Antiforgery = value;
            using var response = await browser.PutJsonAsync("/o/vault", new JsonObject { ["ifVersion"] = 1, ["version"] = 2, ["vault"] = OfficerBrowser.Text(new byte[4200]) });
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("E-44", await OfficerBrowser.CodeAsync(response));
        }
    }

    [Fact]
    public async Task A_write_from_any_other_origin_is_refused()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        foreach (var origin in (string?[])[null, "null", "https://casework.example:444", "http://casework.example", "https://Casework.example", "http://localhost:8080"])
        {
            browser.Origin = origin;
            foreach (var path in (string[])["/o/hello", "/o/sign-in", "/o/sign-out", "/o/put", "/nothing"])
            {
                using var response = await browser.PostJsonAsync(path, []);
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
                Assert.Equal("E-45", await OfficerBrowser.CodeAsync(response));
            }
        }
    }

    [Fact]
    public async Task The_key_ring_lies_encrypted_and_its_certificate_is_for_this_account_only()
    {
        using var files = new TestData(ownRing: true);
        await using (var host = new RunningHost(files))
        {
            await host.Open().SignInAsync(files.Responsible);
        }

        var ring = Directory.GetFiles(Path.Combine(files.Data, "casework", "ring"));
        Assert.NotEmpty(ring);
        Assert.All(ring, file => Assert.Contains("<EncryptedData", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(ring, file => Assert.DoesNotContain("<masterKey", File.ReadAllText(file), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(files.Data, "casework", "ring.pfx")));
        }
    }
}
