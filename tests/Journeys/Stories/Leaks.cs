using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The end of every journey: what was planted is in no request, file, log or mail (I-17, I-18).</summary>
internal static class Leaks
{
    public static Task NothingPlantedIsFoundAsync(ChannelUnderTest channel, Browser browser, string code, IReadOnlyList<string> passphrases)
    {
        var secrets = Secrets(code, passphrases);
        Assert.Empty(browser.Requests.SelectMany(request => FindIn(secrets, request)));

        var planted = Secrets(code, passphrases).Plant("user agent", Marker.UserAgent);
        Assert.Empty(planted.FindInFiles(Folders(channel)).Where(found => !IsDemoSheet(found)));
        // Everybody in a journey comes from this address; nothing that the channel keeps may hold it.
        var address = new LeakScan().Plant("address", "127.0.0.1");
        Assert.Empty(address.FindInFiles(channel.Data, channel.Logs));
        Assert.Empty(browser.ConsoleErrors);
        ProveThatTheScanCanFail(channel, browser);
        return Task.CompletedTask;
    }

    // A scan that cannot find anything proves nothing: the same scan finds what must be there.
    private static void ProveThatTheScanCanFail(ChannelUnderTest channel, Browser browser)
    {
        var account = new LeakScan().Plant("account name", "verantwoordelijke");
        Assert.NotEmpty(account.FindInFiles(Folders(channel)));
        var agent = new LeakScan().Plant("user agent", Marker.UserAgent);
        Assert.NotEmpty(browser.Requests.SelectMany(request => FindIn(agent, request)));
    }

    private static LeakScan Secrets(string code, IReadOnlyList<string> passphrases)
    {
        var scan = new LeakScan()
            .Plant("report", "zilverenkikker-planted-report")
            .Plant("answer", "koperenlibel-planted-answer")
            .Plant("question", "bronzenotter-planted-question")
            .Plant("note", "tinnenmerel-planted-note")
            .Plant("action", "loodgrijzereiger-planted-action")
            .Plant("grounds", "messingspecht-planted-grounds")
            .Plant("code", code)
            .Plant("code without spaces", code.Replace(" ", "", StringComparison.Ordinal))
            .Plant("code with dashes", code.ToLowerInvariant().Replace(' ', '-'));
        foreach (var passphrase in passphrases)
        {
            scan.Plant("passphrase", passphrase);
        }

        return scan;
    }

    private static IEnumerable<string> FindIn(LeakScan scan, RecordedRequest request)
    {
        var name = $"{request.Method} {request.Address}";
        return scan.FindIn(name, request.Address)
            .Concat(scan.FindIn(name, request.Body))
            .Concat(request.Headers.SelectMany(header => scan.FindIn(name, header.Value)));
    }

    private static string[] Folders(ChannelUnderTest channel) => [channel.Scratch];

    // The demonstration hands its passphrases to whoever runs it, in this one file.
    private static bool IsDemoSheet(string found) => found.StartsWith("passphrase", StringComparison.Ordinal) && found.EndsWith("officers.txt", StringComparison.Ordinal);
}
