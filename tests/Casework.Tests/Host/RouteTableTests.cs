using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Tests.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Host;

public sealed class RouteTableTests
{
    private const string Anonymous = "anonymous";

    // Who may call what (docs/architecture.md, "Who may know what"): a new route fails here until somebody says whose it is.
    private static readonly string[] Table =
    [
        "/ GET HEAD anonymous",
        "/a/directory POST administrator",
        "/a/directory-request GET administrator",
        "/a/invitations POST administrator",
        "/a/invitations/{invitationId}/withdraw POST administrator",
        "/a/jobs/retry POST administrator",
        "/a/mail GET administrator",
        "/a/mail/test POST administrator",
        "/a/people GET administrator",
        "/a/people/{officerId}/deactivate POST administrator",
        "/a/people/{officerId}/note POST administrator",
        "/a/people/{officerId}/reactivate POST administrator",
        "/a/recoveries POST administrator",
        "/a/recoveries/{recoveryId}/answer POST administrator",
        "/a/recoveries/{recoveryId}/request GET administrator",
        "/a/status GET administrator",
        "/assets/main.0011223344556677.js GET HEAD anonymous",
        "/assets/viewer.0011223344556677.html GET HEAD anonymous",
        "/d GET anonymous",
        "/d/chain GET anonymous",
        "/health GET anonymous",
        "/log/keys/checkpoint GET anonymous",
        "/log/keys/openings/{**place} GET anonymous",
        "/log/keys/tile/entries/{**place} GET anonymous",
        "/log/keys/tile/{level:int}/{**place} GET anonymous",
        "/o/absence GET officer",
        "/o/absence PUT officer",
        "/o/cases GET officer",
        "/o/cases/{reportId} GET officer",
        "/o/cases/{reportId}/containers/{objectId}/{index} GET officer",
        "/o/certificate POST officer",
        "/o/enrol POST anonymous",
        "/o/freshness POST officer",
        "/o/grant POST officer",
        "/o/hello POST anonymous",
        "/o/invitation POST anonymous",
        "/o/part POST officer",
        "/o/parts POST officer",
        "/o/passphrase POST signed-in",
        "/o/put POST officer",
        "/o/recoveries GET signed-in",
        "/o/recoveries/{recoveryId}/agree POST signed-in",
        "/o/recoveries/{recoveryId}/withdraw POST signed-in",
        "/o/session GET signed-in",
        "/o/sessions GET signed-in",
        "/o/sessions/end POST signed-in",
        "/o/sign-in POST anonymous",
        "/o/sign-out POST signed-in",
        "/o/sign-out/everywhere POST signed-in",
        "/o/vault GET signed-in",
        "/o/vault PUT signed-in",
        "/page/index.html GET HEAD anonymous",
        "/page/manifest.json GET HEAD anonymous",
        "/s/code POST anonymous",
        "/s/mail POST anonymous",
        "/s/organisation POST anonymous",
        "/{**unknown}  anonymous",
        "/{language:length(2,8)} GET HEAD anonymous",
    ];

    [Fact]
    public async Task Every_route_has_the_policy_of_the_table()
    {
        await using var host = new RunningHost();

        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Describe).Order(StringComparer.Ordinal);

        Assert.Equal(Table.Concat(EngineTraces.Routes).Order(StringComparer.Ordinal), routes);
    }

    [Fact]
    public async Task A_route_that_names_no_policy_is_refused_to_strangers()
    {
        await using var host = new RunningHost();

        var fallback = await host.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();

        Assert.NotNull(fallback);
        Assert.Contains(fallback.Requirements, requirement => requirement is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement);
    }

    [Fact]
    public async Task Strangers_officers_and_administrators_reach_their_own_routes_only()
    {
        await using var host = new RunningHost();
        var stranger = host.Open();
        var officer = await host.Open().SignInAsync(host.Files.Confidant);
        var administrator = await host.Open().SignInAsync(host.Files.Administrator);

        foreach (var path in (string[])["/o/cases", "/o/session", "/o/vault", "/a/mail", "/a/status"])
        {
            using var response = await stranger.GetAsync(path);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
        }

        using var cases = await administrator.GetAsync("/o/cases");
        using var mail = await officer.GetAsync("/a/mail");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, cases.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, mail.StatusCode);
        Assert.Equal("E-43", await OfficerBrowser.CodeAsync(mail));
    }

    private static string Describe(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        var policy = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? Anonymous
            : string.Join('+', endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy));
        return $"{endpoint.RoutePattern.RawText} {string.Join(' ', methods.Order(StringComparer.Ordinal))} {policy}";
    }
}
