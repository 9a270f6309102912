using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Tests.Host;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class AdministratorTests
{
    [Fact]
    public async Task An_administrator_sees_how_mail_is_set_and_sends_a_test()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Administrator);

        var mail = await browser.GetJsonAsync("/a/mail");
        using var sent = await browser.PostJsonAsync("/a/mail/test", new JsonObject { ["to"] = "beheer@officers.example" });
        using var wrong = await browser.PostJsonAsync("/a/mail/test", new JsonObject { ["to"] = "beheer@officers.example\r\nBcc: everybody@example.org" });

        Assert.Equal("pickup", mail["transport"]!.GetValue<string>());
        Assert.Equal("discreet", mail["rule"]!.GetValue<string>());
        Assert.True(mail["configured"]!.GetValue<bool>());
        Assert.Null(mail["problem"]);
        Assert.Equal(0, mail["outbox"]!["waiting"]!.GetValue<int>());
        Assert.True(await OkAsync(sent));
        Assert.False(await OkAsync(wrong));
        Assert.Equal("E-81", await OfficerBrowser.CodeAsync(wrong));
        Assert.Single(Directory.GetFiles(Path.Combine(host.Files.Data, "mail"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Status_speaks_of_jobs_and_directory_and_of_no_report()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Administrator);
        var before = (await browser.GetJsonAsync("/a/status")).ToJsonString();
        using var report = await host.SubmitAsync(host.Files.Sample.Responsible);

        var after = await browser.GetJsonAsync("/a/status");

        Assert.Equal(before, after.ToJsonString());
        Assert.Equal(1, after["directory"]!["seq"]!.GetValue<int>());
        Assert.Equal(TestData.Today.Value + 366, after["directory"]!["expires"]!.GetValue<uint>());
    }

    [Fact]
    public async Task An_administrator_unlocks_with_an_own_vault()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Administrator);

        var session = await browser.GetJsonAsync("/o/session");
        using var vault = await browser.GetAsync("/o/vault");

        Assert.True(session["administrator"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.OK, vault.StatusCode);
    }

    private static async Task<bool> OkAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["ok"]!.GetValue<bool>();
}
