using System.Diagnostics;
using Deque.AxeCore.Playwright;
using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>Takes an open case out of the channel, as an officer does.</summary>
internal sealed class ExportDialog(IPage page, Texts texts)
{
    private ILocator Dialog => page.Locator("dialog[open]");

    /// <summary>A key that is none is told at its field, and nothing is made.</summary>
    public async Task RefusesAWrongKeyAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = texts["export.case"] }).ClickAsync();
        await page.GetByLabel(texts["export.to-recipient"], new() { Exact = true }).CheckAsync();
        await page.GetByLabel(texts["export.recipient"], new() { Exact = true }).FillAsync("age1pqqq");
        await page.GetByRole(AriaRole.Button, new() { Name = texts["export.do"] }).ClickAsync();
        await Assertions.Expect(Dialog.GetByText(texts["export.recipient-fault.other"])).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel(texts["export.recipient"], new() { Exact = true })).ToBeFocusedAsync();
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => violation.Id));
    }

    /// <summary>Makes the file under a passphrase; answers where it was saved, the name proposed, and the six words.</summary>
    public async Task<(string File, string Name, string Words)> MakeAsync()
    {
        await page.GetByLabel(texts["export.to-passphrase"], new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = texts["export.do"] }).ClickAsync();
        await Assertions.Expect(Dialog.Locator(".words li")).ToHaveCountAsync(6, new() { Timeout = 120_000 });
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => violation.Id));
        var words = string.Join(' ', await Dialog.Locator(".words li").AllInnerTextsAsync());
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Results, "export")).FullName;
        await Dialog.ScreenshotAsync(new() { Path = Path.Combine(folder, "made.png"), Animations = ScreenshotAnimations.Disabled });
        var save = texts["export.save"].Split('{')[0].Trim();
        var download = await page.RunAndWaitForDownloadAsync(() => Dialog.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync());
        return (await download.PathAsync(), download.SuggestedFilename, words);
    }

    /// <summary>Opens the file with age's own implementation for JavaScript, which is not ours; answers the bytes of the archive inside.</summary>
    public static async Task<byte[]> OpenAsync(string file, string words, CancellationToken ct)
    {
        const string program = "import { readFileSync } from 'node:fs'; import { Decrypter } from 'age-encryption'; const opener = new Decrypter(); opener.addPassphrase(readFileSync(0, 'utf8'));"
            + " process.stdout.write(await opener.decrypt(new Uint8Array(readFileSync(process.argv[1]))));";
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", program, file]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(words.AsMemory(), ct);
        node.StandardInput.Close();
        using var archive = new MemoryStream();
        await node.StandardOutput.BaseStream.CopyToAsync(archive, ct);
        await node.WaitForExitAsync(ct);
        Assert.Equal(0, node.ExitCode);
        return archive.ToArray();
    }
}
