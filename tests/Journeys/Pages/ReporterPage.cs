using System.Globalization;
using System.Text.RegularExpressions;
using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The reporter's page as a reporter uses it: by the words on it.</summary>
internal sealed class ReporterPage(IPage page, Texts texts)
{
    public IPage Page { get; } = page;

    public static async Task<ReporterPage> OpenAsync(Browser browser, Uri intake, string language = "nl") =>
        new(await browser.OpenAsync(new Uri(intake, $"/{language}")), Texts.Reporter(language));

    /// <summary>The fingerprint line, once the keys were checked.</summary>
    public async Task<string> FingerprintAsync() => await Page.Locator("#keys-line code").First.InnerTextAsync();

    /// <summary>Of the root in force, then of the roots before it.</summary>
    public async Task<IReadOnlyList<string>> AllFingerprintsAsync()
    {
        await FingerprintAsync();
        return await Page.Locator("#keys-line code").AllInnerTextsAsync();
    }

    public async Task BeginReportAsync()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = texts["start.door.report"], Exact = true }).ClickAsync();
        await HeadingAsync("before.title");
    }

    /// <summary>Leaves somebody out, by the words that stand at the choice.</summary>
    public async Task LeaveOutAsync(string roleKey) =>
        await Page.GetByRole(AriaRole.Group, new() { Name = texts["before.involved.title"] }).GetByLabel(texts[roleKey]).First.CheckAsync();

    public async Task WriteAsync(string story)
    {
        await NextAsync();
        await Page.GetByLabel(texts["write.story"], new() { Exact = true }).FillAsync(story);
        await NextAsync();
        await HeadingAsync("check.title");
    }

    /// <summary>Chooses files with the button, as a person does. On the page where the story is written, or beside an answer.</summary>
    public async Task ChooseAsync(params string[] files)
    {
        var chooser = await Page.RunAndWaitForFileChooserAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = texts["files.pick"] }).ClickAsync());
        await chooser.SetFilesAsync(files);
        await Assertions.Expect(Page.Locator("#files-list li.file .reveals")).ToHaveCountAsync(files.Length);
    }

    /// <summary>Goes on to the code, notes it, types the asked group back. Returns the code as it stands on the sheet.</summary>
    public async Task<string> NoteCodeAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["check.next"] }).ClickAsync();
        await HeadingAsync("code.title");
        var groups = await Page.Locator("[data-code] li").AllInnerTextsAsync();
        Assert.Equal(7, groups.Count);
        var label = await Page.Locator("label[for=group]").InnerTextAsync();
        await Page.Locator("#group").FillAsync(groups[AskedGroup(label)]);
        return string.Join(' ', groups);
    }

    /// <summary>The group that the label asks for, counted from zero.</summary>
    public static int AskedGroup(string label) => int.Parse(Regex.Match(label, @"\d+").Value, CultureInfo.InvariantCulture) - 1;

    public async Task SendAsync()
    {
        await PressSendAsync();
        await HeadingAsync("sent.title");
    }

    public async Task PressSendAsync() => await Page.GetByRole(AriaRole.Button, new() { Name = texts["code.send"] }).ClickAsync();

    public async Task OpenMailboxAsync(string code)
    {
        await TypeCodeAsync(code);
        await SubmitCodeAsync();
        await HeadingAsync("mailbox.title");
    }

    public async Task TypeCodeAsync(string code)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = texts["start.door.code"], Exact = true }).ClickAsync();
        await Page.Locator("#code").FillAsync(code);
    }

    public async Task SubmitCodeAsync() => await Page.GetByRole(AriaRole.Button, new() { Name = texts["open.submit"] }).ClickAsync();

    /// <summary>Presses send, whatever comes of it.</summary>
    public async Task TryAnswerAsync(string answer)
    {
        await Page.GetByLabel(texts["mailbox.answer"], new() { Exact = true }).FillAsync(answer);
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["mailbox.answer.send"] }).ClickAsync();
    }

    /// <summary>Fetches the first file of the mailbox, whatever comes of it.</summary>
    public async Task FetchFileAsync() => await Page.GetByRole(AriaRole.Button, new() { Name = texts["mailbox.file.fetch"] }).First.ClickAsync();

    public async Task AnswerAsync(string answer)
    {
        await TryAnswerAsync(answer);
        await SeesAsync(texts["mailbox.answer.sent"].Split('{')[0].Trim());
    }

    /// <summary>Takes every answer out of the open mailbox.</summary>
    /// <param name="look">Runs while the choice stands.</param>
    public async Task RemoveAnswersAsync(Func<Task> look)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["mailbox.remove.open"], Exact = true }).ClickAsync();
        await SeesAsync(texts["mailbox.remove.means"]);
        await look();
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["mailbox.remove.send"], Exact = true }).ClickAsync();
        await SeesAsync(texts["mailbox.remove.done.text"]);
        await SeesAsync(texts["mailbox.bad.removed"]);
    }

    public Task SeesUnknownCodeAsync() => SeesAsync(texts["open.error.unknown"]);

    /// <summary>Fetches the mailbox again, without typing the code again.</summary>
    public async Task LookAgainAsync() => await Page.GetByRole(AriaRole.Button, new() { Name = texts["mailbox.reload"] }).ClickAsync();

    /// <summary>Looks again until a message stands in the mailbox that only a tick puts there; the job engine's runs once a minute.</summary>
    public async Task SeesAfterATickAsync(string words, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 45; attempt++)
        {
            if (await Page.GetByText(words).CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(2_000, ct);
            await LookAgainAsync();
        }

        Assert.Fail($"\"{words}\" did not appear within a minute and a half.");
    }

    /// <summary>Waits until the words stand on the page.</summary>
    public async Task SeesAsync(string words) => await Assertions.Expect(Page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

    public async Task HeadingAsync(string key) =>
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = texts[key] })).ToBeVisibleAsync();

    public async Task NextAsync() => await Page.GetByRole(AriaRole.Button, new() { Name = texts["nav.next"], Exact = true }).ClickAsync();
}
