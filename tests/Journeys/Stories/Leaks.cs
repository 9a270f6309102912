using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>The end of every journey: what was planted is in no request, file, log or mail (I-17, I-18).</summary>
internal static class Leaks
{
    public static Task NothingPlantedIsFoundAsync(ChannelUnderTest channel, Browser browser, string code, IReadOnlyList<string> passphrases)
    {
        Assert.Empty(FoundInRequests(browser, code, passphrases));

        Assert.Empty(FoundInFiles(channel.Scratch, code, passphrases));
        // Everybody in a journey comes from this address; nothing that the channel keeps may hold it.
        var address = new LeakScan().Plant("address", "127.0.0.1");
        Assert.Empty(address.FindInFiles(channel.Data, channel.Logs));
        Assert.Empty(browser.ConsoleErrors);
        ProveThatTheScanCanFail(channel, browser);
        return Task.CompletedTask;
    }

    /// <summary>The planted secrets that left the browser, each with the request that carried it.</summary>
    public static IReadOnlyList<string> FoundInRequests(Browser browser, string code, IReadOnlyList<string> passphrases)
    {
        var secrets = Secrets(code, passphrases);
        return [.. browser.Requests.SelectMany(request => FindIn(secrets, request))];
    }

    /// <summary>The planted secrets, and the browser's name, that lie in a file below the folder.</summary>
    public static IReadOnlyList<string> FoundInFiles(string folder, string code, IReadOnlyList<string> passphrases) =>
        [.. Secrets(code, passphrases).Plant("user agent", Marker.UserAgent).FindInFiles(folder).Where(found => !IsDemoSheet(found))];

    /// <summary>
    /// One-time codes, and the bytes they stand for, lie in no file: only a hash is kept. The console showed the set-up code, and is a file here only because the
    /// journey reads it. Pages send the bytes, never the characters.
    /// </summary>
    public static IReadOnlyList<string> FoundOfOneTimeCodes(ChannelUnderTest channel, Browser browser, IReadOnlyDictionary<string, string> codes)
    {
        Assert.NotEmpty(codes);
        var found = new List<string>();
        foreach (var (purpose, code) in codes)
        {
            var inFiles = OneTimeCode(purpose, code).PlantSecretOf(purpose, code).FindInFiles(channel.Scratch);
            found.AddRange(inFiles.Where(each => !(purpose == "set-up" && each.EndsWith("in casework.log", StringComparison.Ordinal))));
            found.AddRange(browser.Requests.SelectMany(request => FindIn(OneTimeCode(purpose, code), request)));
            Assert.NotEmpty(browser.Requests.SelectMany(request => FindIn(new LeakScan().PlantSecretOf(purpose, code), request)));
        }

        return found;
    }

    /// <summary>Nothing that the machine without network keeps comes to the channel, not even sealed.</summary>
    public static IReadOnlyList<string> FoundKeptApart(ChannelUnderTest channel, Browser browser, IReadOnlyList<string> kept) =>
        [.. KeptApart(kept).FindInFiles(channel.Scratch), .. browser.Requests.SelectMany(request => FindIn(KeptApart(kept), request))];

    public static LeakScan OneTimeCode(string purpose, string code) => new LeakScan().PlantCode(purpose, code);

    public static LeakScan KeptApart(IReadOnlyList<string> kept) => kept.Aggregate(new LeakScan(), (scan, each) => scan.Plant("kept apart", each));

    /// <summary>These 16 bytes as people write them.</summary>
    public static string CodeOf(byte[] secret)
    {
        using var code = ReferenceCode.FromSecret(secret);
        var text = new char[ReferenceCode.TextLength];
        code.Format(text);
        return new string(text);
    }

    // A scan that cannot find anything proves nothing: the same scan finds what must be there.
    private static void ProveThatTheScanCanFail(ChannelUnderTest channel, Browser browser)
    {
        var account = new LeakScan().Plant("account name", "verantwoordelijke");
        Assert.NotEmpty(account.FindInFiles(channel.Scratch));
        var agent = new LeakScan().Plant("user agent", Marker.UserAgent);
        Assert.NotEmpty(browser.Requests.SelectMany(request => FindIn(agent, request)));
    }

    private static LeakScan Secrets(string code, IReadOnlyList<string> passphrases)
    {
        var scan = new LeakScan()
            .Plant("report", "zilverenkikker-planted-report")
            .Plant("answer", "koperenlibel-planted-answer")
            .Plant("question", "bronzenotter-planted-question")
            .Plant("draft", "kwikzilverhaas-planted-draft")
            .Plant("note", "tinnenmerel-planted-note")
            .Plant("action", "loodgrijzereiger-planted-action")
            .Plant("grounds", "messingspecht-planted-grounds")
            .Plant("photo's description", Photo.Planted)
            .Plant("photo's name", Path.GetFileNameWithoutExtension(Photo.Name))
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

    // The demonstration hands its passphrases to whoever runs it, in this one file.
    private static bool IsDemoSheet(string found) => found.StartsWith("passphrase", StringComparison.Ordinal) && found.EndsWith("officers.txt", StringComparison.Ordinal);
}
