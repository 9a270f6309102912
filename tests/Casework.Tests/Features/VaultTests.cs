using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Tests.Host;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class VaultTests
{
    [Fact]
    public async Task A_vault_is_replaced_only_by_who_knows_the_version_it_replaces()
    {
        await using var host = new RunningHost();
        var here = await host.Open().SignInAsync(host.Files.Responsible);
        var there = await host.Open().SignInAsync(host.Files.Responsible);

        using var first = await StoreAsync(here, 1, 2, 0xAA);
        using var late = await StoreAsync(there, 1, 2, 0xBB);
        using var merged = await StoreAsync(there, 2, 3, 0xCC);

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(2, JsonNode.Parse(await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["version"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, merged.StatusCode);
        var stored = await here.GetJsonAsync("/o/vault");
        Assert.Equal(3, stored["version"]!.GetValue<int>());
        Assert.All(OfficerBrowser.Bytes(stored["vault"]), value => Assert.Equal(0xCC, value));
    }

    [Fact]
    public async Task Of_many_writers_at_once_one_wins()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => StoreAsync(browser, 1, 2, (byte)writer)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task An_officer_reaches_no_vault_but_the_own_one()
    {
        await using var host = new RunningHost();
        var deputy = await host.Open().SignInAsync(host.Files.Deputy);
        using var stored = await StoreAsync(deputy, 1, 2, 0xAA);

        var responsible = await (await host.Open().SignInAsync(host.Files.Responsible)).GetJsonAsync("/o/vault");

        Assert.Equal(HttpStatusCode.NoContent, stored.StatusCode);
        Assert.Equal(1, responsible["version"]!.GetValue<int>());
        Assert.Equal(host.Files.Responsible.Enrolment.Vault.ToArray(), OfficerBrowser.Bytes(responsible["vault"]));
    }

    [Fact]
    public async Task A_vault_that_goes_back_or_is_too_short_or_too_long_is_refused()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        using var same = await StoreAsync(browser, 1, 1, 0);
        using var back = await StoreAsync(browser, 2, 1, 0);
        using var tooShort = await StoreAsync(browser, 1, 2, 0, 100);
        using var tooLong = await StoreAsync(browser, 1, 2, 0, 8 * 1024 * 1024);

        Assert.All([same, back, tooShort], response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Equal("E-47", await OfficerBrowser.CodeAsync(tooLong));
        Assert.Equal(1, (await browser.GetJsonAsync("/o/vault"))["version"]!.GetValue<int>());
    }

    private static Task<HttpResponseMessage> StoreAsync(OfficerBrowser browser, ulong ifVersion, ulong version, byte filling, int length = 8192)
    {
        var vault = new byte[length];
        Array.Fill(vault, filling);
        return browser.PutJsonAsync("/o/vault", new JsonObject { ["ifVersion"] = ifVersion, ["version"] = version, ["vault"] = OfficerBrowser.Text(vault) });
    }
}
