using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The set-up of an organisation, as its first administrator walks through it.</summary>
internal sealed class SetUpPage(IPage page, Texts texts)
{
    public static async Task<SetUpPage> OpenAsync(Browser browser, Uri casework) =>
        new(await browser.OpenAsync(new Uri(casework, "/nl")), Texts.Officer("nl"));

    /// <summary>Types the code that the console showed.</summary>
    public async Task EnterCodeAsync(string code)
    {
        await page.Locator("input#setup-code").FillAsync(code);
        await page.Locator("#setup-code-form-go").ClickAsync();
        await page.Locator("#setup-root-file").WaitForAsync();
    }

    /// <summary>Picks public.txt, compares the fingerprint as the page asks, and returns it.</summary>
    public async Task<string> BringRootAsync(string publicFile)
    {
        await page.Locator("#setup-root-file").SetInputFilesAsync(publicFile);
        var fingerprint = await page.Locator("#setup-fingerprint").InnerTextAsync();
        await page.Locator("#setup-root-same").CheckAsync();
        await page.Locator("#setup-root-form-go").ClickAsync();
        await page.Locator("#setup-name-nl").WaitForAsync();
        return fingerprint;
    }

    public async Task NameAsync(string dutch, string english)
    {
        await page.Locator("#setup-name-nl").FillAsync(dutch);
        await page.Locator("#setup-name-en").FillAsync(english);
        await page.Locator("#setup-external-nl").FillAsync("Comité P, Drukpersstraat 35, 1000 Brussel.");
        await page.Locator("#setup-zone").SelectOptionAsync("Europe/Brussels");
        await page.Locator("#setup-organisation-form-go").ClickAsync();
        await page.Locator("input#setup-account").WaitForAsync();
    }

    /// <summary>Makes the administrator's account and goes on to the gate. Returns the passphrase.</summary>
    public async Task<string> MakeAdministratorAsync(string account, string mail)
    {
        await page.Locator("input#setup-account").FillAsync(account);
        await page.Locator("#setup-address").FillAsync(mail);
        var passphrase = await NewPassphrase.TypeBackAsync(page, "setup-passphrase");
        await page.Locator("#setup-account-form-go").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = texts["setup.sign-in"] }).ClickAsync();
        return passphrase;
    }
}

/// <summary>A passphrase that the page made: read once, typed back.</summary>
internal static class NewPassphrase
{
    public static async Task<string> TypeBackAsync(IPage page, string id)
    {
        var words = await page.Locator($"#{id}-words li").AllInnerTextsAsync();
        Assert.Equal(6, words.Count);
        var passphrase = string.Join(' ', words);
        await page.Locator($"#{id}-again").FillAsync(passphrase);
        return passphrase;
    }
}
