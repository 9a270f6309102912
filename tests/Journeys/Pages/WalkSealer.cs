using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Goes through the pages about reporting by a file: the step on the site, and the file itself.</summary>
internal sealed class WalkSealer(ChannelUnderTest channel, Browser browser, Looking looking, Func<string, IPage, Task> visit)
{
    private readonly Texts _texts = Texts.Reporter(looking.Language);

    public async Task AllAsync()
    {
        var folder = Directory.CreateTempSubdirectory("walk-").FullName;
        try
        {
            await WalkAsync(new SealerPage(_texts), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WalkAsync(SealerPage sealer, string folder)
    {
        var page = await OpenAsync(new Uri(channel.Intake, $"/{looking.Language}"));
        await sealer.OpenStepAsync(new ReporterPage(page, _texts));
        await visit("reporter-file", page);
        var file = await sealer.FetchAsync(page, folder);
        await page.Locator("#sealed-file").SetInputFilesAsync(file);
        await new ReporterPage(page, _texts).SeesAsync(_texts["handin.unreadable"]);
        await visit("reporter-file-error", page);
        await page.Context.CloseAsync();

        var opened = await OpenAsync(new Uri(file));
        await new ReporterPage(opened, _texts).HeadingAsync("sealer.title");
        await visit("sealer-start", opened);
        await sealer.SealAsync(opened, "De sleutel van de wapenkamer hangt al weken aan een spijker.", folder, () => visit("sealer-done", opened));
        await opened.Context.CloseAsync();
    }

    private Task<IPage> OpenAsync(Uri address) => browser.OpenAsync(address, looking.Language, looking.Width, looking.Width < 500 ? 740 : 900, looking.Scheme);
}
