using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The offline sealer as a person uses it: fetched from the site, opened from a disk, its file handed in.</summary>
internal sealed class SealerPage(Texts texts)
{
    /// <summary>Fetches the sealer by the link on the step where files are handed in; returns where it was saved.</summary>
    public async Task<string> FetchAsync(IPage page, string folder)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = texts["handin.fetch"], Exact = true }).ClickAsync());
        Assert.Equal("info.html", download.SuggestedFilename);
        return await SaveAsync(download, folder);
    }

    /// <summary>Writes and seals a report in the opened file; returns the code and where the sealed file was saved.</summary>
    /// <param name="page">The file, opened from a disk.</param>
    /// <param name="story">What to report.</param>
    /// <param name="folder">Where the sealed file goes.</param>
    /// <param name="sealedNow">Runs while the page says that the report is sealed.</param>
    public async Task<(string Code, string File)> SealAsync(IPage page, string story, string folder, Func<Task>? sealedNow = null)
    {
        var reporter = new ReporterPage(page, texts);
        await reporter.HeadingAsync("sealer.title");
        await reporter.BeginReportAsync();
        await reporter.NextAsync();
        await page.GetByLabel(texts["write.story"], new() { Exact = true }).FillAsync(story);
        await reporter.NextAsync();
        await reporter.HeadingAsync("sealer.check.title");
        var code = await reporter.NoteCodeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = texts["sealer.code.seal"], Exact = true }).ClickAsync();
        await reporter.HeadingAsync("sealer.done.title");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = texts["sealer.save"], Exact = true }).ClickAsync());
        var file = await SaveAsync(download, folder);
        await (sealedNow?.Invoke() ?? Task.CompletedTask);
        await page.GetByRole(AriaRole.Button, new() { Name = texts["sent.close"], Exact = true }).ClickAsync();
        await reporter.HeadingAsync("left.title");
        return (code, file);
    }

    /// <summary>Goes to the step where files are handed in.</summary>
    public async Task OpenStepAsync(ReporterPage reporter)
    {
        await reporter.FingerprintAsync();
        await reporter.Page.GetByRole(AriaRole.Link, new() { Name = texts["start.file"], Exact = true }).ClickAsync();
        await reporter.HeadingAsync("handin.title");
    }

    /// <summary>Chooses a file on the site to hand it in, whatever comes of it.</summary>
    public async Task HandInAsync(ReporterPage reporter, string file)
    {
        await OpenStepAsync(reporter);
        await reporter.Page.Locator("#sealed-file").SetInputFilesAsync(file);
    }

    private static async Task<string> SaveAsync(IDownload download, string folder)
    {
        var file = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(file);
        return file;
    }
}
