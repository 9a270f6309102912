using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Tests.Host;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class AbsenceTests
{
    private static readonly uint Today = TestData.Today.Value;

    [Fact]
    public async Task An_officer_enters_changes_and_ends_an_absence()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        var before = await browser.GetJsonAsync("/o/absence");
        using var set = await browser.PutJsonAsync("/o/absence", Away(Today + 3, Today + 10));
        using var changed = await browser.PutJsonAsync("/o/absence", Away(Today, Today + 4));
        var now = await browser.GetJsonAsync("/o/absence");
        using var ended = await browser.PutJsonAsync("/o/absence", new JsonObject { ["away"] = null });
        var after = await browser.GetJsonAsync("/o/absence");

        Assert.Null(before["away"]);
        Assert.All([set, changed, ended], response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Equal(Today, now["away"]!["from"]!.GetValue<uint>());
        Assert.Equal(Today + 4, now["away"]!["to"]!.GetValue<uint>());
        Assert.Null(after["away"]);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(-9, -1)]
    [InlineData(0, 367)]
    [InlineData(-400, 1)]
    public async Task Days_out_of_order_past_or_far_off_are_refused(int from, int to)
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        using var refused = await browser.PutJsonAsync("/o/absence", Away((uint)(Today + from), (uint)(Today + to)));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Null((await browser.GetJsonAsync("/o/absence"))["away"]);
    }

    [Fact]
    public async Task Colleagues_in_a_case_see_who_is_away_and_that_nobody_is_in_over_a_date()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible, host.Files.Sample.Deputy);
        var responsible = await host.Open().SignInAsync(host.Files.Responsible);
        var deputy = await host.Open().SignInAsync(host.Files.Deputy);
        using var one = await responsible.PutJsonAsync("/o/absence", Away(Today + 1, Today + 20));
        var half = await OnlyCaseAsync(deputy);
        using var two = await deputy.PutJsonAsync("/o/absence", Away(Today + 6, Today + 8));

        var both = await OnlyCaseAsync(deputy);

        Assert.Empty(half["uncovered"]!.AsArray());
        var away = Assert.Single(half["away"]!.AsArray())!;
        Assert.Equal(OfficerBrowser.Text(host.Files.Responsible.OfficerId.Span), away["officer"]!.GetValue<string>());
        Assert.Equal([Today + 1, Today + 20], new[] { away["from"]!.GetValue<uint>(), away["to"]!.GetValue<uint>() });
        Assert.Equal(["acknowledge"], both["uncovered"]!.AsArray().Select(step => step!.GetValue<string>()));
        Assert.Equal(2, both["away"]!.AsArray().Count);
    }

    [Fact]
    public async Task I_27_an_officer_who_does_not_receive_the_case_learns_nothing_and_their_absence_counts_for_nothing()
    {
        await using var host = new RunningHost();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);
        var responsible = await host.Open().SignInAsync(host.Files.Responsible);
        var leftOut = await host.Open().SignInAsync(host.Files.Deputy);
        using var mine = await responsible.PutJsonAsync("/o/absence", Away(Today, Today + 30));
        using var theirs = await leftOut.PutJsonAsync("/o/absence", Away(Today, Today + 30));

        var seen = await OnlyCaseAsync(responsible);
        var list = await leftOut.GetJsonAsync("/o/cases");
        var absence = (await leftOut.GetJsonAsync("/o/absence")).ToJsonString();

        Assert.Equal(OfficerBrowser.Text(host.Files.Responsible.OfficerId.Span), Assert.Single(seen["away"]!.AsArray())!["officer"]!.GetValue<string>());
        Assert.Empty(list["cases"]!.AsArray());
        Assert.DoesNotContain(OfficerBrowser.Text(host.Files.Responsible.OfficerId.Span), absence, StringComparison.Ordinal);
    }

    private static JsonObject Away(uint from, uint to) => new() { ["away"] = new JsonObject { ["from"] = from, ["to"] = to } };

    private static async Task<JsonNode> OnlyCaseAsync(OfficerBrowser browser) =>
        Assert.Single((await browser.GetJsonAsync("/o/cases"))["cases"]!.AsArray())!;
}
