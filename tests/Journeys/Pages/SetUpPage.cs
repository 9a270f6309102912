using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The set-up of an organisation, as its first administrator walks through it.</summary>
internal sealed class SetUpPage(IPage page, Texts texts, IHands hands, Func<string, IPage, Task> visit)
{
    public static async Task<SetUpPage> OpenAsync(Browser browser, Uri casework, Func<IPage, IHands> handsOn, Func<string, IPage, Task> visit)
    {
        var page = await browser.OpenAsync(new Uri(casework, "/nl"));
        return new(page, Texts.Officer("nl"), handsOn(page), visit);
    }

    /// <summary>Types half a code, which the page does not take, and then the code that the console showed.</summary>
    public async Task EnterCodeAsync(string code)
    {
        await hands.TypeIntoFieldAsync("input#setup-code", code[..14]);
        await hands.PressOnAsync("#setup-code-form-go");
        await Assertions.Expect(page.Locator("#setup-code-fault")).ToBeVisibleAsync();
        await visit("setup-code", page);
        await hands.TypeIntoFieldAsync("input#setup-code", code);
        await hands.PressOnAsync("#setup-code-form-go");
        await page.Locator("#setup-root-file").WaitForAsync();
    }

    /// <summary>Brings public.txt, compares the fingerprint as the page asks, and returns it.</summary>
    public async Task<string> BringRootAsync(string publicFile)
    {
        await hands.BringAsync("setup-root", publicFile);
        var fingerprint = await page.Locator("#setup-fingerprint").InnerTextAsync();
        await hands.TickAsync("#setup-root-same");
        await visit("setup-root", page);
        await hands.PressOnAsync("#setup-root-form-go");
        await page.Locator("#setup-name-nl").WaitForAsync();
        return fingerprint;
    }

    public async Task NameAsync(string dutch, string english)
    {
        await hands.TypeIntoFieldAsync("#setup-name-nl", dutch);
        await hands.TypeIntoFieldAsync("#setup-external-nl", "Comité P, Drukpersstraat 35, 1000 Brussel.");
        await hands.TypeIntoFieldAsync("#setup-name-en", english);
        await hands.ChooseAsync("#setup-zone", "Europe/Brussels");
        await visit("setup-organisation", page);
        await hands.PressOnAsync("#setup-organisation-form-go");
        await page.Locator("input#setup-account").WaitForAsync();
    }

    /// <summary>Tries the mail, makes the administrator's account and goes on to the gate. Returns the passphrase.</summary>
    public async Task<string> MakeAdministratorAsync(string account, string mail)
    {
        await hands.TypeIntoFieldAsync("input#setup-account", account);
        await hands.TypeIntoFieldAsync("#setup-address", mail);
        await hands.PressOnAsync(".mail-test");
        await Assertions.Expect(page.Locator("#setup-mail-outcome")).ToContainTextAsync(texts["mail.test-sent"]);
        var passphrase = await NewPassphrase.TypeBackAsync(page, hands, "setup-passphrase");
        await visit("setup-account", page);
        await hands.PressOnAsync("#setup-account-form-go");
        await page.Locator("#setup-done-step").WaitForAsync();
        await visit("setup-done", page);
        await hands.PressOnAsync("#setup-done-step .button");
        return passphrase;
    }
}

/// <summary>A passphrase that the page made: read once, typed back.</summary>
internal static class NewPassphrase
{
    public static async Task<string> TypeBackAsync(IPage page, IHands hands, string id)
    {
        var words = await page.Locator($"#{id}-words li").AllInnerTextsAsync();
        Assert.Equal(6, words.Count);
        var passphrase = string.Join(' ', words);
        await hands.TypeIntoFieldAsync($"#{id}-again", passphrase);
        return passphrase;
    }
}
