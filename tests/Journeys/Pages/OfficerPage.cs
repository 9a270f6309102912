using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The officer's page as an officer uses it: by the words on it.</summary>
internal sealed class OfficerPage(IPage page, Texts texts)
{
    public IPage Page { get; } = page;

    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public static async Task<OfficerPage> OpenAsync(Browser browser, Uri casework, string language = "nl") =>
        new(await browser.OpenAsync(new Uri(casework, $"/{language}")), Texts.Officer(language));

    public async Task SignInAsync(string name, string passphrase)
    {
        await Page.Locator("#name").FillAsync(name);
        await UnlockAsync(passphrase);
    }

    /// <summary>Types name and passphrase without waiting for the vault to open.</summary>
    public async Task TrySignInAsync(string name, string passphrase)
    {
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#passphrase").FillAsync(passphrase);
        await Page.Locator("#passphrase").PressAsync("Enter");
    }

    public async Task UnlockAsync(string passphrase)
    {
        await Page.Locator("#passphrase").FillAsync(passphrase);
        await Page.Locator("#passphrase").PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#passphrase")).ToHaveCountAsync(0);
    }

    public async Task SignOutAsync() => await Page.GetByRole(AriaRole.Link, new() { Name = texts["sign-out"] }).Or(Page.GetByRole(AriaRole.Button, new() { Name = texts["sign-out"] })).First.ClickAsync();

    /// <summary>The foot of the page says that the keys are confirmed, and nothing above it says the opposite.</summary>
    public async Task KeysAreConfirmedAsync()
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Contentinfo)).ToContainTextAsync(texts["keys.confirmed"].Split('{')[0].Trim());
        await Assertions.Expect(Page.GetByText(texts["warn.freshness"])).ToHaveCountAsync(0);
    }

    /// <summary>The list says that there is nothing, and what will appear here.</summary>
    public async Task SeesEmptyListAsync() => await SeesAsync(texts["list.empty-head"]);

    /// <summary>Loads the page anew; the session stays, the vault is locked.</summary>
    public async Task ReloadAsync(string passphrase)
    {
        await Page.ReloadAsync();
        await UnlockAsync(passphrase);
    }

    public async Task OpenFirstCaseOnceItIsThereAsync(string passphrase, CancellationToken ct)
    {
        await CaseIsListedAsync(passphrase, ct);
        await OpenFirstCaseAsync();
    }

    /// <summary>Waits for the tick that opens the case file; the job engine's runs once a minute.</summary>
    public async Task CaseIsListedAsync(string passphrase, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            await Assertions.Expect(Page.Locator("table.cases, .empty").First).ToBeVisibleAsync();
            if (await Page.Locator("table.cases tbody tr").CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(2_000, ct);
            await ReloadAsync(passphrase);
        }

        Assert.Fail("No case file appeared within a minute and a half.");
    }

    /// <summary>Opens the case with this number from the list.</summary>
    public async Task OpenCaseAsync(string number)
    {
        await PressCaseAsync(number);
        await SeesAsync(texts["clock.title"]);
    }

    /// <summary>The same, whatever comes of it.</summary>
    public async Task PressCaseAsync(string number) => await Page.Locator("table.cases a.case-title").Filter(new() { HasText = number }).ClickAsync();

    public async Task OpenFirstCaseAsync()
    {
        await Page.Locator("table.cases tbody tr a.case-title").First.ClickAsync();
        await SeesAsync(texts["clock.title"]);
    }

    /// <summary>Goes to a page of the main menu.</summary>
    public async Task GoToAsync(string key) =>
        await Page.GetByRole(AriaRole.Navigation, new() { Name = texts["nav.main"] }).GetByRole(AriaRole.Link, new() { Name = texts[key] }).ClickAsync();

    public async Task HomeAsync()
    {
        await GoToAsync("nav.cases");
        await Page.Locator("table.cases").WaitForAsync();
    }

    /// <summary>Makes a new passphrase on the account page, as a person does: reads it and types it back. Returns it.</summary>
    public async Task<string> ChangePassphraseAsync(string old)
    {
        await GoToAsync("nav.account");
        await Page.Locator("#old").FillAsync(old);
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["passphrase.make"] }).ClickAsync();
        var fresh = await Page.Locator(".passphrase").InnerTextAsync();
        Assert.Equal(6, fresh.Split(' ').Length);
        await Page.Locator("#new").FillAsync(fresh.ToUpperInvariant());
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["passphrase.change"] }).ClickAsync();
        await SeesAsync(texts["passphrase.changed"]);
        return fresh;
    }

    /// <summary>Saves the only file of the case after the warning, and returns where the browser put it and the name it proposed.</summary>
    public async Task<(string File, string Name)> SaveFileAsync()
    {
        await Page.Locator(".attached li").GetByRole(AriaRole.Button, new() { Name = texts["file.save"] }).First.ClickAsync();
        await SeesAsync(texts["file.warn-head"]);
        var words = texts["file.save-as"].Split('{')[0].Trim();
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = words }).Last.ClickAsync());
        await SeesAsync(texts["file.saved-checked"]);
        return (await download.PathAsync(), download.SuggestedFilename);
    }

    /// <summary>Presses all that saving this file needs, as far as the page lets it come.</summary>
    public async Task TrySaveFileAsync(string name)
    {
        var file = Page.Locator(".attached li").Filter(new() { HasText = name });
        await file.GetByRole(AriaRole.Button, new() { Name = texts["file.save"] }).First.ClickAsync();
        var confirm = Page.GetByRole(AriaRole.Button, new() { Name = texts["file.save-as"].Split('{')[0].Trim() }).Last;
        await Assertions.Expect(confirm.Or(file.Locator(".notice")).First).ToBeVisibleAsync();
        if (await confirm.IsVisibleAsync())
        {
            await confirm.ClickAsync();
        }
    }

    public async Task BackToListAsync() => await Page.Locator("a.back").First.ClickAsync();

    public async Task AcknowledgeAsync()
    {
        await PressAsync("action.acknowledge");
        await SealAsync();
        await SeesAsync(texts["ack.sent"]);
    }

    public async Task ReplyAsync(string words)
    {
        await Page.Locator("#answer").FillAsync(words);
        await Page.Locator("#answer").PressAsync("Control+Enter");
        await SeesAsync(texts["answer.sent"]);
    }

    public async Task NoteAsync(string words)
    {
        await PressAsync("action.note");
        await Dialog.Locator("textarea").First.FillAsync(words);
        await SealAsync();
        await SeesAsync(texts["note.sent"]);
    }

    public async Task GiveFeedbackAsync(string action, string grounds)
    {
        await PressAsync("action.feedback");
        await Dialog.GetByLabel(texts["feedback.action"], new() { Exact = true }).FillAsync(action);
        await SealAsync();
        // One part alone is not feedback (art. 6, 23°): the dialog says what is missing and keeps what was written.
        await SeesAsync(texts["feedback.no-grounds"]);
        await Dialog.GetByLabel(texts["feedback.grounds"], new() { Exact = true }).FillAsync(grounds);
        await SealAsync();
        await SeesAsync(texts["feedback.sent"]);
    }

    /// <summary>Lets a colleague into the open case; the page asks once more before it does.</summary>
    public async Task GiveAccessAsync(string display, string reason)
    {
        await PressAsync("action.grant");
        await Dialog.Locator("#newcomer").SelectOptionAsync(new SelectOptionValue { Label = display });
        await Dialog.Locator("textarea").First.FillAsync(reason);
        await SealAsync();
        await SeesAsync(texts.Of("grant.sure", ("who", display)));
        await SealAsync();
        await SeesAsync(texts["grant.sent"]);
    }

    /// <summary>Orders the whole case to be erased; the page asks once more.</summary>
    /// <param name="look">Runs while the dialog stands.</param>
    public async Task EraseCaseAsync(Func<Task> look)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["orders.do-erase"], Exact = true }).ClickAsync();
        await SignAsync();
        await SeesAsync(texts["orders.no-choice"]);
        await Dialog.GetByLabel(texts["orders.all"]).CheckAsync();
        await look();
        await SignAsync();
        await SeesAsync(texts["orders.sure"]);
        await SignAsync();
        await SeesAsync(texts["orders.sent"]);
        await SeesAsync(texts["orders.what.5"]);
    }

    /// <summary>Takes a colleague out of the case, by the name on the list of keys; acts at once.</summary>
    public async Task RemoveColleagueAsync(string display)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["orders.do-remove"], Exact = true }).ClickAsync();
        await Dialog.Locator("#order-who").SelectOptionAsync(new SelectOptionValue { Label = display });
        await SignAsync();
        await SeesAsync(texts["orders.sure"]);
        await SignAsync();
        await SeesAsync(texts["orders.sent"]);
    }

    /// <summary>Agrees with the only order of a colleague.</summary>
    public async Task ConfirmOrderAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = texts["orders.confirm"], Exact = true }).ClickAsync();
        await SignAsync();
        await SignAsync();
        await SeesAsync(texts["orders.sent"]);
    }

    public Task SeesWordsAsync(string key) => SeesAsync(texts[key]);

    /// <summary>Looks again until the list is empty; a tick carries orders out once a minute.</summary>
    public async Task SeesEmptyListAfterATickAsync(string passphrase, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 45; attempt++)
        {
            await ReloadAsync(passphrase);
            await Assertions.Expect(Page.Locator("table.cases, .empty").First).ToBeVisibleAsync();
            if (await Page.GetByText(texts["list.empty-head"]).CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(2_000, ct);
        }

        Assert.Fail("The erased case stayed in the list.");
    }

    public async Task CloseAsync(string reason)
    {
        await PressAsync("action.close");
        await Dialog.Locator("textarea").First.FillAsync(reason);
        await SealAsync();
        await SeesAsync(texts["closing.sent"]);
    }

    /// <summary>What the server answers this session at an address: status, type and length, as somebody who probes would see it.</summary>
    public async Task<string> AnswerToAsync(string path) =>
        await Page.EvaluateAsync<string>(
            "async path => { const answer = await fetch(path); return `${answer.status} ${answer.headers.get('content-type')} ${(await answer.arrayBuffer()).byteLength}`; }",
            path);

    public async Task SeesAsync(string words) => await Assertions.Expect(Page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

    /// <summary>Presses the button of the open dialog.</summary>
    public async Task SealAsync() => await Dialog.GetByRole(AriaRole.Button, new() { Name = texts["send"] }).ClickAsync();

    private async Task SignAsync() => await Dialog.GetByRole(AriaRole.Button, new() { Name = texts["orders.send"] }).ClickAsync();

    /// <summary>Opens the dialog behind a verb of the action bar.</summary>
    public async Task OpenDialogAsync(string key)
    {
        await PressAsync(key);
        await Assertions.Expect(Dialog).ToBeVisibleAsync();
    }

    private async Task PressAsync(string key)
    {
        var bar = Page.GetByRole(AriaRole.Toolbar);
        var visible = bar.GetByRole(AriaRole.Button, new() { Name = texts[key] }).First;
        if (!await visible.IsVisibleAsync())
        {
            await bar.GetByText(texts["action.more"], new() { Exact = true }).ClickAsync();
        }

        await visible.ClickAsync();
    }
}
