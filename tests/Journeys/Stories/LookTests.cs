using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>Every page in both languages, narrow and wide, light and dark: no axe violation, nothing wider than the screen, a picture to look at.</summary>
public sealed class LookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    [InlineData("nl", 1280, ColorScheme.Light)]
    [InlineData("nl", 360, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    [InlineData("en", 360, ColorScheme.Light)]
    public async Task Every_page_passes_axe_fits_its_width_and_is_pictured(string language, int width, ColorScheme scheme)
    {
        var looking = new Looking(language, width, scheme);
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-20T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var look = new Look(Directory.CreateDirectory(Path.Combine(Repository.Results, looking.ToString())).FullName);

        await new Walk(channel, browser, looking, look.VisitAsync).AllAsync(Ct);

        Assert.Empty(look.Problems);
        Assert.Empty(browser.ConsoleErrors);
    }
}
