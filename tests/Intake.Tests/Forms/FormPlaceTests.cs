using System.Net;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>Where the path without script is served: inside, alone in a process of its own, or not at all.</summary>
public sealed class FormPlaceTests
{
    [Fact]
    public async Task Where_it_is_off_a_page_says_so_and_nothing_is_taken()
    {
        await using var intake = await IntakeProcess.StartAsync("IntegrityChannel.Intake.Host", "--assisted", "off");
        using var client = intake.Client();
        var browser = new FormBrowser(client, intake.Origin);
        await browser.OpenAsync();
        Assert.Equal((HttpStatusCode.OK, "Melden zonder script kan hier niet"), (browser.Answer.StatusCode, browser.Title));
        Assert.DoesNotContain("<form", browser.Page, StringComparison.Ordinal);

        await browser.SendAsync([("step", "before")]);
        Assert.Equal("Melden zonder script kan hier niet", browser.Title);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/nl", UriKind.Relative), IntakeProcess.Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_process_of_its_own_serves_it_alone_on_the_same_mailbox()
    {
        await using var intake = await IntakeProcess.StartAsync("IntegrityChannel.Intake.Host", "--assisted", "off");
        await using var alone = intake.Beside();
        await alone.RunAsync("--assisted", "alone");
        using var client = alone.Client();
        var browser = new FormBrowser(client, alone.Origin);
        var code = await browser.ReportAsync("In een eigen proces.");
        Assert.Equal("Uw melding is ontvangen", browser.Title);
        await browser.OpenAsync("/");
        await browser.PressAsync("open");
        await browser.PressAsync("read", ("code", code));
        Assert.Equal("Uw melding", browser.Title);

        foreach (var path in (string[])["/d", "/nl", "/r/hello"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), IntakeProcess.Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var stylesheet = await client.GetAsync(new Uri("/" + WebPage.Script, UriKind.Relative), IntakeProcess.Cancel);
        Assert.Equal(HttpStatusCode.OK, stylesheet.StatusCode);
    }

    [Fact]
    public async Task Another_word_does_not_start()
    {
        await using var intake = IntakeProcess.Prepare();
        Assert.Equal(2, await intake.RunToEndAsync("--assisted", "perhaps"));
        Assert.Contains("inside|alone|off", intake.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_where_the_framework_could_put_no_file_anywhere()
    {
        await using var intake = IntakeProcess.Prepare();
        await intake.PublishAsync();
        intake.Environment["ASPNETCORE_TEMP"] = "/dev/null/nowhere";
        intake.Environment["TMPDIR"] = "/dev/null/nowhere";
        await intake.RunAsync();
        using var client = intake.Client();
        var browser = new FormBrowser(client, intake.Origin);
        await browser.ReportAsync(new string('a', 60_000));
        Assert.Equal("Uw melding is ontvangen", browser.Title);
    }
}
