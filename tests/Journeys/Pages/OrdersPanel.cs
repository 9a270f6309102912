using IntegrityChannel.Journeys.Channel;
using Microsoft.Playwright;

namespace IntegrityChannel.Journeys.Pages;

/// <summary>The panel "keep and erase" of an open case: new orders, and a word on those of colleagues.</summary>
/// <param name="page">Of the officer.</param>
/// <param name="texts">Of that page.</param>
/// <param name="look">Runs while a dialog stands as it opens, and again while it asks once more.</param>
internal sealed class OrdersPanel(OfficerPage page, Texts texts, Func<Task> look)
{
    private ILocator Panel => page.Page.Locator("section[aria-labelledby=orders]");

    private ILocator Dialog => page.Page.GetByRole(AriaRole.Dialog);

    /// <summary>Nothing of the case is erased from now on.</summary>
    public async Task HoldAsync(int reason)
    {
        await OpenAsync("orders.do-hold", "orders.hold-means");
        await GiveAsync(reason);
    }

    /// <summary>Keeps the case until a day; without one the dialog says what is missing and stays.</summary>
    /// <param name="day">As date fields have it.</param>
    /// <param name="reason">As the protocol numbers them.</param>
    public async Task KeepUntilAsync(string day, int reason)
    {
        await OpenAsync("orders.do-keep", "orders.keep-means");
        await SignAsync();
        await page.SeesAsync(texts["orders.no-day"]);
        await Dialog.Locator("#order-day").FillAsync(day);
        await GiveAsync(reason);
    }

    /// <summary>Takes a colleague out of the case.</summary>
    public async Task RemoveAsync(string display, int reason)
    {
        await OpenAsync("orders.do-remove", "orders.remove-means");
        await Dialog.Locator("#order-who").SelectOptionAsync(new SelectOptionValue { Label = display });
        await GiveAsync(reason);
    }

    /// <summary>Orders the whole case erased.</summary>
    public async Task EraseAsync(int reason)
    {
        await OpenAsync("orders.do-erase", "orders.erase-means");
        await Dialog.GetByLabel(texts["orders.all"]).CheckAsync();
        await GiveAsync(reason);
    }

    public Task ReleaseAsync(int reason) => OnAsync(texts["orders.what.2"], "orders.release", "orders.release-means", reason);

    public Task ConfirmAsync(string order) => OnAsync(order, "orders.confirm", "orders.confirm-means");

    public Task ObjectToAsync(string order) => OnAsync(order, "orders.object", "orders.object-means");

    /// <summary>An order stands in the panel with these words under it.</summary>
    public Task SaysAsync(string order, string words) => Assertions.Expect(Line(order).Filter(new() { HasText = words })).ToBeVisibleAsync();

    private ILocator Line(string order) => Panel.GetByRole(AriaRole.Listitem).Filter(new() { HasText = order });

    private async Task OnAsync(string order, string key, string means, int? reason = null)
    {
        await Line(order).GetByRole(AriaRole.Button, new() { Name = texts[key], Exact = true }).ClickAsync();
        await page.SeesAsync(texts[means]);
        await GiveAsync(reason);
    }

    private async Task OpenAsync(string key, string means)
    {
        await Panel.GetByRole(AriaRole.Button, new() { Name = texts[key], Exact = true }).ClickAsync();
        await page.SeesAsync(texts[means]);
    }

    /// <summary>The dialog asks once more before anything is signed.</summary>
    private async Task GiveAsync(int? reason)
    {
        if (reason is { } number)
        {
            await Dialog.Locator("#order-reason").SelectOptionAsync($"{number}");
        }

        await look();
        await SignAsync();
        await page.SeesAsync(texts["orders.sure"]);
        await look();
        await SignAsync();
        await page.SeesAsync(texts["orders.sent"]);
        await Assertions.Expect(Dialog).ToHaveCountAsync(0);
    }

    private Task SignAsync() => Dialog.GetByRole(AriaRole.Button, new() { Name = texts["orders.send"] }).ClickAsync();
}
