using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class PassphraseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_takes_effect_at_once_and_ends_every_other_session()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        var other = await host.Open().SignInAsync(account);
        var colleague = await host.Open().SignInAsync(host.Files.Deputy);

        using var changed = await browser.PostJsonAsync("/o/passphrase", await RequestAsync(browser, account, next));
        using var here = await browser.GetAsync("/o/session");
        using var there = await other.GetAsync("/o/session");
        using var theirs = await colleague.GetAsync("/o/session");
        using var old = await host.Open().TrySignInAsync(account);
        using var anew = await host.Open().TrySignInAsync(next);
        var session = await browser.GetJsonAsync("/o/session");
        var vault = await browser.GetJsonAsync("/o/vault");

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent],
            new[] { here, there, theirs, old, anew }.Select(response => response.StatusCode));
        Assert.Equal(next.Enrolment.Salt.ToArray(), OfficerBrowser.Bytes(session["salt"]));
        Assert.Equal(next.Enrolment.VaultKeyWrap.ToArray(), OfficerBrowser.Bytes(session["vkWrap"]));
        Assert.Equal(2, vault["version"]!.GetValue<int>());
        Assert.Equal(next.Enrolment.Vault.ToArray(), OfficerBrowser.Bytes(vault["vault"]));
    }

    [Fact]
    public async Task An_unlocked_screen_is_not_enough_both_passphrases_are_proven_over_one_fresh_nonce()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        var wrongOld = await RequestAsync(browser, account, next, oldSigner: host.Files.Deputy);
        var wrongNew = await RequestAsync(browser, account, next, newSigner: account);
        var stale = await RequestAsync(browser, account, next);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        foreach (var request in new[] { wrongOld, wrongNew, stale })
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            using var refused = await browser.PostJsonAsync("/o/passphrase", request);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("E-95", await OfficerBrowser.CodeAsync(refused));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(16));
        using var old = await host.Open().TrySignInAsync(account);
        Assert.Equal(HttpStatusCode.NoContent, old.StatusCode);
    }

    [Fact]
    public async Task A_proof_serves_once_also_as_a_sign_in()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        var request = await RequestAsync(browser, account, next);

        using var changed = await browser.PostJsonAsync("/o/passphrase", request);
        using var replayed = await host.Open().SignInAsync(
            account.OfficerId.ToArray(), OfficerBrowser.Bytes(request["nonce"]), OfficerBrowser.Bytes(request["newSignature"]));

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, replayed.StatusCode);
    }

    [Fact]
    public async Task A_vault_that_moved_on_refuses_the_change_and_leaves_everything_as_it_was()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        var other = await host.Open().SignInAsync(account);
        using var stored = await other.PutJsonAsync("/o/vault", new JsonObject { ["ifVersion"] = 1, ["version"] = 2, ["vault"] = OfficerBrowser.Text(new byte[4200]) });

        using var refused = await browser.PostJsonAsync("/o/passphrase", await RequestAsync(browser, account, next));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("E-96", await OfficerBrowser.CodeAsync(refused));
        await AssertUntouchedAsync(host, account, other, version: 2);
    }

    [Fact]
    public async Task A_change_that_breaks_half_way_leaves_the_old_passphrase_working()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        var other = await host.Open().SignInAsync(account);
        await using (var context = await host.Services.GetRequiredService<IDbContextFactory<CaseworkContext>>().CreateDbContextAsync(Token))
        {
            // The vault is written first; this stops the act in its middle.
            await context.Database.ExecuteSqlRawAsync("CREATE TRIGGER broken BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'broken'); END", Token);
        }

        using var failed = await browser.PostJsonAsync("/o/passphrase", await RequestAsync(browser, account, next));

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        await AssertUntouchedAsync(host, account, other, version: 1);
    }

    [Fact]
    public async Task Two_writes_without_a_transaction_would_leave_a_vault_that_no_passphrase_opens()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        await host.Services.GetRequiredService<Vaults>().TryReplaceAsync(account.OfficerId, 1, 2, next.Enrolment.Vault.ToArray(), Token);

        // The second write never came: the vault is the new one, the wrap beside it the old one.
        Assert.Equal(2, (await browser.GetJsonAsync("/o/vault"))["version"]!.GetValue<int>());
        Assert.NotEqual(next.Enrolment.VaultKeyWrap.ToArray(), OfficerBrowser.Bytes((await browser.GetJsonAsync("/o/session"))["vkWrap"]));
    }

    [Fact]
    public async Task Tries_are_slowed_for_this_account_only_and_count_with_those_at_the_door()
    {
        await using var host = new RunningHost();
        var account = host.Files.Responsible;
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(account);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var refused = await browser.PostJsonAsync("/o/passphrase", await RequestAsync(browser, account, next, oldSigner: host.Files.Deputy));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var slowed = await browser.PostJsonAsync("/o/passphrase", await RequestAsync(browser, account, next));
        using var door = await host.Open().TrySignInAsync(account);
        using var colleague = await host.Open().TrySignInAsync(host.Files.Deputy);

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.Equal("E-41", await OfficerBrowser.CodeAsync(slowed));
        Assert.Equal(HttpStatusCode.TooManyRequests, door.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, colleague.StatusCode);
    }

    [Theory]
    [InlineData("salt", 15)]
    [InlineData("vkId", 17)]
    [InlineData("vkWrap", 59)]
    [InlineData("loginKey", 31)]
    [InlineData("nonce", 51)]
    [InlineData("oldSignature", 63)]
    [InlineData("vault", 4000)]
    public async Task Wrong_sizes_are_refused_before_anything_is_judged(string member, int size)
    {
        await using var host = new RunningHost();
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var request = await RequestAsync(browser, host.Files.Responsible, next);
        request[member] = OfficerBrowser.Text(new byte[size]);

        using var refused = await browser.PostJsonAsync("/o/passphrase", request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("E-46", await OfficerBrowser.CodeAsync(refused));
    }

    [Theory]
    [InlineData("memoryKib", 65_535)]
    [InlineData("iterations", 2)]
    [InlineData("version", 1)]
    public async Task I_15_weak_parameters_and_old_versions_are_refused(string member, int value)
    {
        await using var host = new RunningHost();
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var request = await RequestAsync(browser, host.Files.Responsible, next);
        request[member] = value;

        using var refused = await browser.PostJsonAsync("/o/passphrase", request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("salt")]
    [InlineData("vkId")]
    public async Task What_hung_on_the_old_passphrase_does_not_live_on(string member)
    {
        await using var host = new RunningHost();
        using var next = Next(host);
        var browser = await host.Open().SignInAsync(host.Files.Responsible);
        var request = await RequestAsync(browser, host.Files.Responsible, next);
        request[member] = (await browser.GetJsonAsync("/o/session"))[member]!.GetValue<string>();

        using var refused = await browser.PostJsonAsync("/o/passphrase", request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await AssertUntouchedAsync(host, host.Files.Responsible, browser, version: 1);
    }

    private static SampleAccount Next(RunningHost host) => new(host.Files.Sample, host.Files.Responsible.Name, host.Files.Sample.Responsible);

    private static async Task<JsonObject> RequestAsync(
        OfficerBrowser browser, SampleAccount account, SampleAccount next, SampleAccount? oldSigner = null, SampleAccount? newSigner = null)
    {
        var nonce = OfficerBrowser.Bytes((await browser.HelloAsync(account.Name))["nonce"]);
        var made = next.Enrolment;
        return new JsonObject
        {
            ["nonce"] = OfficerBrowser.Text(nonce),
            ["oldSignature"] = OfficerBrowser.Text((oldSigner ?? account).LoginSignature(RunningHost.Origin, nonce)),
            ["newSignature"] = OfficerBrowser.Text((newSigner ?? next).LoginSignature(RunningHost.Origin, nonce)),
            ["loginKey"] = OfficerBrowser.Text(made.LoginKey.Span),
            ["salt"] = OfficerBrowser.Text(made.Salt.Span),
            ["memoryKib"] = made.MemoryKib,
            ["iterations"] = made.Iterations,
            ["vkId"] = OfficerBrowser.Text(made.VaultKeyId.Span),
            ["vkWrap"] = OfficerBrowser.Text(made.VaultKeyWrap.Span),
            ["ifVersion"] = 1,
            ["version"] = 2,
            ["vault"] = OfficerBrowser.Text(made.Vault.Span),
        };
    }

    private static async Task AssertUntouchedAsync(RunningHost host, SampleAccount account, OfficerBrowser other, int version)
    {
        using var alive = await other.GetAsync("/o/session");
        using var old = await host.Open().TrySignInAsync(account);
        var session = await other.GetJsonAsync("/o/session");

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, old.StatusCode);
        Assert.Equal(account.Enrolment.VaultKeyWrap.ToArray(), OfficerBrowser.Bytes(session["vkWrap"]));
        Assert.Equal(version, (await other.GetJsonAsync("/o/vault"))["version"]!.GetValue<int>());
    }
}
