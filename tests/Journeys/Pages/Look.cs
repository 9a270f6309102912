using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Looks at pages: an automatic check for accessibility, nothing wider than the screen, and a picture for people to look at.</summary>
internal sealed class Look(string folder)
{
    private static readonly (int Width, int Height, ColorScheme Scheme)[] All =
        [(1280, 900, ColorScheme.Light), (360, 740, ColorScheme.Dark), (360, 740, ColorScheme.Light), (1280, 900, ColorScheme.Dark)];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>What was found wrong, each with the page it was found on.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>As the page stands now.</summary>
    public async Task VisitAsync(string name, IPage page)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        var found = await page.RunAxe();
        Problems.AddRange(found.Violations.Select(violation => $"{name}: {violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
        {
            Problems.Add($"{name}: {overflow} px wider than the screen");
        }
    }

    /// <summary>Narrow and wide, light and dark, without leaving the page; afterwards as it was. A name that was seen is not looked at again.</summary>
    public async Task VisitInAllLooksAsync(string name, IPage page)
    {
        if (!_seen.Add(name))
        {
            return;
        }

        foreach (var (width, height, scheme) in All)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await VisitAsync($"{name}-{width}-{scheme.ToString().ToLowerInvariant()}", page);
        }

        await page.SetViewportSizeAsync(1280, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>The page as its paper shows it: A4 at 96 dots an inch.</summary>
    public async Task VisitOnPaperAsync(string name, IPage page)
    {
        await page.SetViewportSizeAsync(794, 1123);
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-paper.png"), FullPage = true });
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(1280, 900);
    }
}
