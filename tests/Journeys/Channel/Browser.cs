using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>A real Chromium. Every request that any of its pages makes is recorded, so that a journey can search what left the browser.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>What left the browser: method, address, headers and body of each request.</summary>
    public List<RecordedRequest> Requests { get; } = [];

    /// <summary>Errors and policy violations that pages reported on their console.</summary>
    public List<string> ConsoleErrors { get; } = [];

    public static async Task<Browser> StartAsync(params string[] moreSwitches)
    {
        // Two journeys share two cores, and a send tries for 17 seconds before it says that it failed.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Prerequisites.Chromium,
            Headless = true,
            Args = [.. Switches, .. moreSwitches],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A page in a context of its own: nothing is shared with other pages, as on another machine.</summary>
    public async Task<IPage> OpenAsync(Uri address, string locale = "nl-BE", int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            Locale = locale,
            // Not the organisation's zone: no date on a page may depend on the device.
            TimezoneId = "Pacific/Auckland",
            UserAgent = Marker.UserAgent,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(60_000);
        context.Request += (_, request) => Record(request);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => NoteError(message);
        page.PageError += (_, error) => NoteError(error);
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Record(IRequest request)
    {
        lock (Requests)
        {
            Requests.Add(new RecordedRequest(request.Method, request.Url, request.Headers, request.PostDataBuffer ?? []));
        }
    }

    // An answer such as 401 before the sign-in shows as an error of the console too; it is none of the page.
    private void NoteError(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            NoteError(message.Text);
        }
    }

    private void NoteError(string text)
    {
        lock (ConsoleErrors)
        {
            ConsoleErrors.Add(text);
        }
    }
}

internal sealed record RecordedRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers, byte[] Body);
