using System.Net;
using IntegrityChannel.Casework.Tests.Host;

namespace IntegrityChannel.Casework.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task An_officer_signs_in_with_a_signature_and_gets_a_cookie_that_only_this_host_receives()
    {
        await using var host = new RunningHost();
        var browser = host.Open();

        using var response = await browser.TrySignInAsync(host.Files.Responsible);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var cookie = browser.Jar.SetCookie!;
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        string[] attributes = [.. cookie.Split(';').Skip(1).Select(part => part.Trim().ToLowerInvariant()).Order(StringComparer.Ordinal)];
        Assert.Equal(["httponly", "path=/", "samesite=strict", "secure"], attributes);
    }

    [Fact]
    public async Task The_session_says_who_it_is_and_what_unlocking_needs()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        var session = await browser.GetJsonAsync("/o/session");

        var enrolment = host.Files.Responsible.Enrolment;
        Assert.Equal(OfficerBrowser.Text(enrolment.OfficerId.Span), session["officerId"]!.GetValue<string>());
        Assert.Equal("verantwoordelijke", session["name"]!.GetValue<string>());
        Assert.Equal(1, session["role"]!.GetValue<int>());
        Assert.False(session["administrator"]!.GetValue<bool>());
        Assert.Equal(TestData.Today.Value, session["day"]!.GetValue<uint>());
        Assert.Equal("Europe/Brussels", session["zone"]!.GetValue<string>());
        Assert.Equal(enrolment.VaultKeyWrap.ToArray(), OfficerBrowser.Bytes(session["vkWrap"]));
    }

    [Fact]
    public async Task A_wrong_passphrase_and_an_unknown_officer_get_the_same_answer()
    {
        await using var host = new RunningHost();
        var browser = host.Open();
        using var wrong = await browser.TrySignInAsync(host.Files.Responsible, signer: host.Files.Deputy);
        var stranger = await browser.HelloAsync("niemand");
        using var unknown = await browser.SignInAsync(OfficerBrowser.Bytes(stranger["officerId"]), OfficerBrowser.Bytes(stranger["nonce"]), new byte[64]);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(await BodyAsync(wrong), await BodyAsync(unknown));
        Assert.Equal("E-40", await OfficerBrowser.CodeAsync(unknown));
        Assert.Equal(Names(wrong), Names(unknown));
        Assert.Null(browser.Jar.Cookie);
    }

    [Fact]
    public async Task Hello_tells_nobody_who_is_an_officer()
    {
        await using var host = new RunningHost();
        var browser = host.Open();
        var known = await browser.HelloAsync("Verantwoordelijke ");
        var stranger = await browser.HelloAsync("niemand");
        var again = await browser.HelloAsync("NIEMAND");
        var other = await browser.HelloAsync("iemand");

        Assert.Equal(OfficerBrowser.Text(host.Files.Responsible.OfficerId.Span), known["officerId"]!.GetValue<string>());
        Assert.Equal(known.AsObject().Select(member => (member.Key, member.Value!.ToJsonString().Length)), stranger.AsObject().Select(member => (member.Key, member.Value!.ToJsonString().Length)));
        Assert.Equal(known["memoryKib"]!.GetValue<uint>(), stranger["memoryKib"]!.GetValue<uint>());
        foreach (var member in (string[])["officerId", "salt"])
        {
            Assert.Equal(stranger[member]!.GetValue<string>(), again[member]!.GetValue<string>());
            Assert.NotEqual(stranger[member]!.GetValue<string>(), other[member]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task The_made_up_salt_outlives_a_restart()
    {
        using var files = new TestData();
        string before;
        await using (var host = new RunningHost(files))
        {
            before = (await host.Open().HelloAsync("niemand"))["salt"]!.GetValue<string>();
        }

        await using var restarted = new RunningHost(files);
        Assert.Equal(before, (await restarted.Open().HelloAsync("niemand"))["salt"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_nonce_serves_once_and_for_minutes_only()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        var browser = host.Open();
        var nonce = OfficerBrowser.Bytes((await browser.HelloAsync(account.Name))["nonce"]);
        var signature = account.LoginSignature(RunningHost.Origin, nonce);
        using var first = await browser.SignInAsync(account.OfficerId.ToArray(), nonce, signature);
        using var replay = await host.Open().SignInAsync(account.OfficerId.ToArray(), nonce, signature);
        var old = OfficerBrowser.Bytes((await browser.HelloAsync(account.Name))["nonce"]);
        host.Clock.Advance(TimeSpan.FromMinutes(7));
        using var late = await host.Open().SignInAsync(account.OfficerId.ToArray(), old, account.LoginSignature(RunningHost.Origin, old));

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, replay.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task A_signature_for_another_origin_is_refused()
    {
        await using var host = new RunningHost();

        using var response = await host.Open().TrySignInAsync(host.Files.Responsible, origin: "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task With_two_addresses_officers_sign_in_at_either_and_a_signature_for_one_serves_at_that_one_only()
    {
        const string intranet = "https://dossiers.intranet.example";
        await using var host = new RunningHost(also: intranet);
        var here = host.Open();
        var there = host.Open();
        there.Origin = intranet;
        var nowhere = host.Open();
        nowhere.Origin = "https://dossiers.intranet.example.evil.example";

        using var signedHere = await here.TrySignInAsync(host.Files.Responsible);
        using var carried = await there.TrySignInAsync(host.Files.Responsible, origin: RunningHost.Origin);
        using var signedThere = await there.TrySignInAsync(host.Files.Responsible, origin: intranet);
        using var stranger = await nowhere.PostJsonAsync("/o/hello", new() { ["name"] = host.Files.Responsible.Name });

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent),
            (signedHere.StatusCode, carried.StatusCode, signedThere.StatusCode));
        Assert.Equal((HttpStatusCode.Forbidden, "E-45"), (stranger.StatusCode, await OfficerBrowser.CodeAsync(stranger)));
    }

    [Fact]
    public async Task Without_the_exact_comparison_an_address_that_only_begins_alike_would_be_taken()
    {
        const string alike = RunningHost.Origin + ".evil.example";
        await using var host = new RunningHost();
        var browser = host.Open();
        browser.Origin = alike;

        using var refused = await browser.PostJsonAsync("/o/hello", new() { ["name"] = host.Files.Responsible.Name });

        Assert.StartsWith(RunningHost.Origin, alike, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Wrong_tries_slow_one_account_and_no_other()
    {
        await using var host = new RunningHost();
        var browser = host.Open();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var wrong = await browser.TrySignInAsync(host.Files.Responsible, signer: host.Files.Deputy);
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var slowed = await browser.TrySignInAsync(host.Files.Responsible);
        using var other = await host.Open().TrySignInAsync(host.Files.Deputy);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        using var later = await browser.TrySignInAsync(host.Files.Responsible);

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.Equal("E-41", await OfficerBrowser.CodeAsync(slowed));
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, later.StatusCode);
    }

    private static Task<string> BodyAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal);

    [Fact]
    public async Task After_the_directory_named_another_address_officers_sign_in_there_with_what_they_had()
    {
        const string elsewhere = "https://officers.example";
        using var files = new TestData();
        await using (var before = new RunningHost(files))
        {
            await before.Open().SignInAsync(files.Responsible);
        }

        files.Write("directory-2.sicd", files.Sample.IssueNext(TestData.Today.Value, acceptFrom: 1, origins: [elsewhere]).Bytes.ToArray());
        await using var host = new RunningHost(files, elsewhere);

        using var old = await host.Open().TrySignInAsync(files.Responsible);
        using var moved = await host.Open().TrySignInAsync(files.Responsible, origin: elsewhere);

        Assert.Equal([elsewhere], host.Mailbox.Directories.Current().Newest!.Content.Origins);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NoContent), (old.StatusCode, moved.StatusCode));
    }
}
