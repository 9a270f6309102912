using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Tests.Host;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class SessionListTests
{
    [Fact]
    public async Task The_list_holds_the_accounts_own_sessions_with_days_and_nothing_else()
    {
        await using var host = new RunningHost();
        var first = await host.Open().SignInAsync(host.Files.Responsible);
        await host.Open().SignInAsync(host.Files.Deputy);
        host.Clock.Advance(TimeSpan.FromMinutes(50));
        var second = await host.Open().SignInAsync(host.Files.Responsible);

        var sessions = Sessions(await second.GetJsonAsync("/o/sessions"));

        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions, session => session["current"]!.GetValue<bool>());
        Assert.All(sessions, session => Assert.Equal(["session", "started", "lastUsed", "current"], session.AsObject().Select(member => member.Key)));
        Assert.All(sessions, session => Assert.Equal(TestData.Today.Value, session["started"]!.GetValue<uint>()));
        Assert.NotNull(first.Jar.Cookie);
    }

    [Fact]
    public async Task The_day_of_the_last_use_follows_the_work()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        for (var step = 0; step < 20; step++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(50));
            using var used = await browser.GetAsync("/o/session");
        }

        var session = Assert.Single(Sessions(await browser.GetJsonAsync("/o/sessions")));

        Assert.Equal(TestData.Today.Value, session["started"]!.GetValue<uint>());
        Assert.Equal(TestData.Today.Value + 1, session["lastUsed"]!.GetValue<uint>());
    }

    [Fact]
    public async Task One_session_is_ended_and_the_others_stay()
    {
        await using var host = new RunningHost();
        var here = await host.Open().SignInAsync(host.Files.Responsible);
        var there = await host.Open().SignInAsync(host.Files.Responsible);
        var other = Sessions(await here.GetJsonAsync("/o/sessions")).Single(session => !session["current"]!.GetValue<bool>());

        using var ended = await here.PostJsonAsync("/o/sessions/end", new JsonObject { ["session"] = other["session"]!.GetValue<string>() });
        using var gone = await there.GetAsync("/o/session");
        using var stays = await here.GetAsync("/o/session");

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_another_account()
    {
        await using var host = new RunningHost();
        var colleague = await host.Open().SignInAsync(host.Files.Deputy);
        var theirs = Assert.Single(Sessions(await colleague.GetJsonAsync("/o/sessions")))["session"]!.GetValue<string>();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        using var answer = await browser.PostJsonAsync("/o/sessions/end", new JsonObject { ["session"] = theirs });
        using var stays = await colleague.GetAsync("/o/session");
        using var malformed = await browser.PostJsonAsync("/o/sessions/end", new JsonObject { ["session"] = "AAAA" });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_of_one_account_and_none_of_another()
    {
        await using var host = new RunningHost();
        var here = await host.Open().SignInAsync(host.Files.Responsible);
        var there = await host.Open().SignInAsync(host.Files.Responsible);
        var colleague = await host.Open().SignInAsync(host.Files.Deputy);

        using var answer = await here.PostJsonAsync("/o/sign-out/everywhere", []);
        using var stays = await colleague.GetAsync("/o/session");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Null(here.Jar.Cookie);
        foreach (var browser in new[] { here, there })
        {
            using var gone = await browser.GetAsync("/o/session");
            Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    private static List<JsonNode> Sessions(JsonNode answer) => [.. answer["sessions"]!.AsArray().Select(node => node!)];
}
