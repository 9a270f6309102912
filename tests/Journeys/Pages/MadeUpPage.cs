using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>A page that no product serves, in the real browser: it does what a journey must notice, so that the looking itself is proved.</summary>
internal static class MadeUpPage
{
    private const string Address = "http://localhost/made-up";

    /// <summary>Shows markup as the answer of localhost; nothing leaves the machine, and every other request fails.</summary>
    public static async Task<IPage> OpenAsync(Browser browser, string markup, string policy = "default-src * 'unsafe-inline'")
    {
        var page = await browser.OpenAsync(new Uri("about:blank"));
        await page.RouteAsync("**/*", route => route.Request.Url == Address
            ? route.FulfillAsync(new()
            {
                ContentType = "text/html",
                Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = policy },
                Body = $"<!doctype html><title>made up</title><p>made up</p>{markup}",
            })
            : route.AbortAsync());
        await page.GotoAsync(Address);
        return page;
    }
}
