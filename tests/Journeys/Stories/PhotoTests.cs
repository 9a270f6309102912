using System.IO.Compression;
using IntegrityChannel.Journeys.Channel;
using IntegrityChannel.Journeys.Pages;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Stories;

/// <summary>A photo that knows where it was taken: the reporter learns it, it goes without that, and the officer's copy tells exiftool nothing.</summary>
public sealed class PhotoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Journey)]
    [Trait("lane", "full")]
    public async Task A_photo_of_5_MB_with_a_place_arrives_without_place_telephone_description_or_name()
    {
        Prerequisites.Require(Prerequisites.ExifTool);
        await using var channel = await ChannelUnderTest.StartAsync("2026-11-09T10:00:00+01:00", Ct);
        await using var browser = await Browser.StartAsync();
        using var photo = await Photo.TakeAsync(browser, Ct);
        await TheToolSeesThePlaceAsync(photo.File);
        var passphrase = channel.Passphrases()["verantwoordelijke"];

        var code = await ReportAsync(browser, channel, photo);

        var officer = await OfficerPage.OpenAsync(browser, channel.Casework);
        await officer.SignInAsync("verantwoordelijke", passphrase);
        await officer.OpenFirstCaseOnceItIsThereAsync(passphrase, Ct);
        await officer.SeesAsync(Marker.Report);
        var (saved, name) = await officer.SaveFileAsync();

        Assert.DoesNotContain("kobaltmeerkoet", name, StringComparison.Ordinal);
        await TheToolSeesNothingPersonalAsync(saved);
        // It is still the photo: as many pixels, and about as many bytes.
        var (before, after) = (await Photo.TagsAsync(photo.File, Ct), await Photo.TagsAsync(saved, Ct));
        Assert.Equal((before["File:ImageWidth"], before["File:ImageHeight"]), (after["File:ImageWidth"], after["File:ImageHeight"]));
        Assert.True(new FileInfo(saved).Length > Photo.SmallestSize / 2);

        var words = await ExportAsync(officer, await File.ReadAllBytesAsync(saved, Ct));
        await Leaks.NothingPlantedIsFoundAsync(channel, browser, code, [passphrase, words]);
    }

    /// <summary>The whole case leaves in a file that another program opens; closing forgets the words of its passphrase.</summary>
    private static async Task<string> ExportAsync(OfficerPage officer, byte[] photo)
    {
        var export = new ExportDialog(officer.Page, Texts.Officer("nl"));
        await export.RefusesAWrongKeyAsync();
        var (file, name, words) = await export.MakeAsync();
        Assert.Matches(@"^[0-9A-Z]{4,6}\.age$", name);
        using var archive = new ZipArchive(new MemoryStream(await ExportDialog.OpenAsync(file, words, Ct)));
        Assert.Contains(archive.Entries, entry => Bytes(entry).SequenceEqual(photo));
        Assert.Contains(archive.Entries, entry => entry.Name.EndsWith(".html", StringComparison.Ordinal) && System.Text.Encoding.UTF8.GetString(Bytes(entry)).Contains(Marker.Report, StringComparison.Ordinal));

        await officer.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(officer.Page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.DoesNotContain(words.Split(' ')[5], await officer.Page.ContentAsync(), StringComparison.Ordinal);
        return words;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<string> ReportAsync(Browser browser, ChannelUnderTest channel, Photo photo)
    {
        var texts = Texts.Reporter("nl");
        var reporter = await ReporterPage.OpenAsync(browser, channel.Intake);
        await reporter.BeginReportAsync();
        await reporter.NextAsync();
        await reporter.Page.GetByLabel(texts["write.story"], new() { Exact = true }).FillAsync(Marker.Report);
        await reporter.ChooseAsync(photo.File);
        foreach (var told in new[] { "file.tells", "file.tells.place", "file.tells.device", "file.tells.date" })
        {
            await reporter.SeesAsync(texts[told]);
        }

        await reporter.SeesAsync(Photo.Planted);
        // Without that is what is chosen already.
        Assert.True(await reporter.Page.GetByLabel(texts["file.send.cleaned"], new() { Exact = true }).IsCheckedAsync());
        await reporter.NextAsync();
        await reporter.HeadingAsync("check.title");
        await reporter.SeesAsync(texts["file.goes.cleaned"]);
        var code = await reporter.NoteCodeAsync();
        await reporter.SendAsync();
        return code;
    }

    private static async Task TheToolSeesThePlaceAsync(string file)
    {
        var tags = await Photo.TagsAsync(file, Ct);
        Assert.Contains("GPS:GPSLatitude", tags.Keys);
        Assert.Contains(Photo.Planted, tags.Values);
    }

    private static async Task TheToolSeesNothingPersonalAsync(string file)
    {
        var tags = await Photo.TagsAsync(file, Ct);
        string[] telling = ["GPS", "IFD0", "ExifIFD", "IFD1", "XMP", "IPTC", "Photoshop", "MakerNotes"];
        Assert.DoesNotContain(tags.Keys, tag => telling.Any(group => tag.StartsWith(group, StringComparison.Ordinal)));
        Assert.DoesNotContain(tags.Values, value => value.Contains("planted", StringComparison.Ordinal) || value.Contains("Journey", StringComparison.Ordinal));
    }
}
