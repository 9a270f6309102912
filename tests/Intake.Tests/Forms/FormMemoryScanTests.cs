using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>After a form was answered nothing of it is in the memory of the process (I-20), and nothing was written anywhere (I-18).</summary>
public sealed class FormMemoryScanTests
{
    private const string Canary = "Kwikstaart-geplant-7f3e91c2 in de kleedkamer Ω";
    private const string Answer = "Winterkoning-geplant-51b0aa64 aan het loket";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task I_20_I_18_a_second_after_the_last_form_neither_text_nor_code_is_in_the_memory_or_the_files_of_the_process()
    {
        await using var intake = await IntakeProcess.StartAsync();
        var planted = await WalkAsync(intake);
        await Task.Delay(Soon, IntakeProcess.Cancel);

        Assert.Empty(MemoryScan.Find(intake.Id, planted));
        Assert.True(MemoryScan.BytesRead > 10_000_000, "the memory could not be read");
        Assert.Empty(planted.FindInFiles(intake.Root));
        Assert.Empty(planted.FindIn("console", intake.Said));
    }

    /// <summary>The control: the same program without its zeroing pool.</summary>
    [Fact]
    public async Task I_20_without_the_zeroing_pool_the_same_scan_would_find_the_text()
    {
        await using var mutant = await IntakeProcess.StartAsync("IntegrityChannel.Intake.Mutant");
        var planted = await WalkAsync(mutant);
        await Task.Delay(Soon, IntakeProcess.Cancel);

        Assert.Contains(MemoryScan.Find(mutant.Id, planted), found => found.StartsWith("text", StringComparison.Ordinal));
    }

    /// <summary>Every step that carries text or code, in the sizes that fill one block and many.</summary>
    private static async Task<LeakScan> WalkAsync(IntakeProcess intake)
    {
        using var client = intake.Client();
        var browser = new FormBrowser(client, intake.Origin);
        await browser.ReportAsync(string.Concat(Enumerable.Repeat(Canary, 600)));
        var code = await browser.ReportAsync(Canary);
        await browser.PressAsync("close");
        await browser.PressAsync("start");
        await browser.PressAsync("open");
        await browser.PressAsync("read", ("code", code));
        await browser.PressAsync("answer", ("answer", Answer), ("act", "0"));
        Assert.Contains("Uw antwoord is ontvangen", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync();
        await browser.PressAsync("before");
        await browser.PressAsync("write");
        await browser.PressAsync("check", ("story", string.Concat(Enumerable.Repeat(Canary, 600))));
        return new LeakScan().Plant("text", Canary).Plant("answer", Answer).PlantCode("code", code).PlantSecretOf("code", code);
    }
}
