using System.Net;
using System.Text;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>From an empty folder to a directory that officers confirmed, over HTTP; and everything that must not work on the way.</summary>
public sealed class FirstOrganisationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_folder_becomes_an_organisation_whose_channel_opens_when_an_officer_confirms()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        await first.AnnounceIntakeAsync();
        var responsible = await first.EnrolAsync("verantwoordelijke", OfficerRole.Responsible, "Verantwoordelijke integriteit");
        await first.EnrolAsync("plaatsvervanger", OfficerRole.Deputy, "Plaatsvervanger");
        Assert.Equal("enrolled", (await first.PersonAsync("verantwoordelijke"))["state"]!.GetValue<string>());

        var directory = await first.PublishAsync();

        Assert.Equal(["Plaatsvervanger", "Verantwoordelijke integriteit"], directory.Officers.Select(officer => officer.Display).Order(StringComparer.Ordinal));
        Assert.Equal([.. FirstOrganisation.IntakeOrigins, RunningHost.Origin], directory.Content.Origins);
        Assert.False(first.Directories.Current().IsOpen);

        // The officer's next unlock publishes certificate and freshness.
        var officer = await first.SignInAsync(responsible);
        var certificate = OfficerCertificate.Create(
            responsible.SigningKey, directory.OrganisationId, responsible.Enrolment.OfficerId, 1, responsible.KemKey.PublicKey.Span, TestData.Today, TestData.Today.AddDays(366));
        Assert.Equal(HttpStatusCode.NoContent, (await officer.PostBytesAsync("/o/certificate", certificate)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await officer.PostBytesAsync("/o/freshness", Freshness.Create(responsible.SigningKey, responsible.Enrolment.OfficerId, directory, TestData.Today, []))).StatusCode);

        Assert.True(first.Directories.Current().IsOpen);
        var line = await first.PersonAsync("verantwoordelijke");
        Assert.Equal(("listed", TestData.Today.AddDays(366).Value), (line["state"]!.GetValue<string>(), line["keyUntil"]!.GetValue<uint>()));
        var people = await first.Browser.GetJsonAsync("/a/people");
        Assert.Equal("unchanged", people["next"]!.GetValue<string>());
        Assert.Equal(FirstOrganisation.IntakeOrigins, people["addresses"]!.AsArray().Select(address => address!.GetValue<string>()));
    }

    [Fact]
    public async Task Before_there_is_an_organisation_only_the_page_and_its_set_up_are_there()
    {
        await using var first = new FirstOrganisation();
        foreach (var path in (string[])["/d", "/d/chain", "/o/session", "/a/people", "/a/status"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.GetAsync(path)).StatusCode);
        }

        var page = await (await first.Browser.GetAsync("/")).Content.ReadAsStringAsync(Token);
        Assert.Contains("data-stage=\"set-up\"", page, StringComparison.Ordinal);
        Assert.Contains("data-languages=\"nl en\"", page, StringComparison.Ordinal);
        Assert.True((await first.Browser.GetJsonAsync("/health"))["ready"]!.GetValue<bool>());

        await first.BeginAsync();

        page = await (await first.Browser.GetAsync("/en")).Content.ReadAsStringAsync(Token);
        Assert.Contains("data-stage=\"\"", page, StringComparison.Ordinal);
        Assert.Contains("First police zone", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.GetAsync("/d")).StatusCode);
    }

    [Fact]
    public async Task The_set_up_is_gone_once_there_is_an_organisation()
    {
        await using var first = new FirstOrganisation();
        var code = first.TakeSetUpCode();
        Assert.Equal(HttpStatusCode.OK, (await first.Browser.PostBytesAsync("/s/code", code)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await first.Browser.PostBytesAsync("/s/organisation", first.BeginBody(code))).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostBytesAsync("/s/code", code)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostBytesAsync("/s/organisation", first.BeginBody(code))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.GetAsync("/s/anything")).StatusCode);
    }

    [Fact]
    public async Task A_test_mail_goes_out_of_the_set_up_to_whoever_has_the_code_and_not_after_it()
    {
        await using var first = new FirstOrganisation();
        var code = first.TakeSetUpCode();
        var facts = System.Text.Json.Nodes.JsonNode.Parse(await (await first.Browser.PostBytesAsync("/s/code", code)).Content.ReadAsStringAsync(Token))!;
        Assert.Equal(("pickup", null), (facts["mail"]!["transport"]!.GetValue<string>(), facts["mail"]!["problem"]?.GetValue<string>()));

        Assert.Equal((HttpStatusCode.Forbidden, "E-90", null), await FirstOrganisation.RefusalAsync(await first.Browser.PostBytesAsync("/s/mail", MailBody(new byte[16], "beheer@zone.example"))));
        Assert.Equal("""{"ok":false,"code":"E-81"}""", await AnswerAsync(MailBody(code, "beheer at zone")));
        for (var attempt = 0; attempt < 6; attempt++)
        {
            Assert.Equal("""{"ok":true,"code":"ok"}""", await AnswerAsync(MailBody(code, "beheer@zone.example")));
        }

        Assert.Equal(6, System.IO.Directory.GetFiles(Path.Combine(first.Folder, "mail")).Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await first.Browser.PostBytesAsync("/s/mail", code)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await first.Browser.PostBytesAsync("/s/organisation", first.BeginBody(code))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostBytesAsync("/s/mail", MailBody(code, "beheer@zone.example"))).StatusCode);

        async Task<string> AnswerAsync(byte[] body) => await (await first.Browser.PostBytesAsync("/s/mail", body)).Content.ReadAsStringAsync(Token);

        static byte[] MailBody(byte[] code, string address)
        {
            using var writer = new SicWriter();
            return writer.Bytes(code).Name("nl").Name(address).ToArray();
        }
    }

    [Fact]
    public async Task A_restart_finds_the_organisation_as_it_was_set_up()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        Assert.Equal(["root.sicg", "settings.json"], System.IO.Directory.GetFiles(Path.Combine(first.Folder, "organisation")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var data = IntegrityChannel.Casework.Host.Startup.DataFolder.Create(first.Folder);
        var again = IntegrityChannel.Casework.Host.Organisation.OrganisationNow.Read(data);

        Assert.Equal(first.Root.Genesis.OrganisationId, again.Genesis!.OrganisationId);
        Assert.Equal("First police zone", again.Settings!.NameIn("en"));
    }

    [Fact]
    public async Task Without_the_code_of_the_console_nobody_sets_anything_up_and_one_wrong_code_is_slowed()
    {
        await using var first = new FirstOrganisation();
        var code = first.TakeSetUpCode();
        var wrong = new byte[16];
        Assert.Equal((HttpStatusCode.Forbidden, "E-90", null), await FirstOrganisation.RefusalAsync(await first.Browser.PostBytesAsync("/s/organisation", first.BeginBody(wrong))));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await first.Browser.PostBytesAsync("/s/code", wrong);
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, "E-91", null), await FirstOrganisation.RefusalAsync(await first.Browser.PostBytesAsync("/s/code", wrong)));

        // Somebody else's tries slow nobody who has the code.
        Assert.Equal(HttpStatusCode.OK, (await first.Browser.PostBytesAsync("/s/code", code)).StatusCode);
        first.TakeSetUpCode();
        Assert.Equal(HttpStatusCode.Forbidden, (await first.Browser.PostBytesAsync("/s/code", code)).StatusCode);
    }

    [Theory]
    [InlineData("genesis", "E-92")]
    [InlineData("settings", "E-46")]
    [InlineData("zone", "E-46")]
    [InlineData("language", "E-46")]
    [InlineData("role", "E-94")]
    [InlineData("organisation", "E-94")]
    [InlineData("name", "E-94")]
    [InlineData("cut", "E-46")]
    public async Task What_is_not_in_order_begins_nothing(string what, string expected)
    {
        await using var first = new FirstOrganisation();
        using var stranger = new SampleRoot("stranger");
        var genesis = first.Root.Genesis.Bytes.ToArray();
        var settings = """{"name":{"nl":"A"},"languages":["nl"],"zone":"Europe/Brussels"}""";
        var enrolment = first.Administrator.Enrolment;
        switch (what)
        {
            case "genesis": genesis[700] ^= 1; break;
            case "settings": settings = "{"; break;
            case "zone": settings = settings.Replace("Brussels", "Nowhere", StringComparison.Ordinal); break;
            case "language": settings = """{"name":{"xx":"A"},"languages":["xx"],"zone":"Europe/Brussels"}"""; break;
            case "role": enrolment = enrolment with { Role = OfficerRole.Responsible }; break;
            case "organisation": enrolment = enrolment with { OrganisationId = stranger.Genesis.OrganisationId }; break;
            case "name": enrolment = enrolment with { AccountName = "be heer" }; break;
        }

        var body = FirstOrganisation.BeginBody(first.TakeSetUpCode(), genesis, settings, enrolment);
        using var response = await first.Browser.PostBytesAsync("/s/organisation", what == "cut" ? body[..^1] : body);

        Assert.Equal(expected, (await FirstOrganisation.RefusalAsync(response)).Code);
        Assert.False(System.IO.Directory.Exists(Path.Combine(first.Folder, "organisation")));
    }

    [Fact]
    public async Task Set_up_and_enrolment_are_taken_from_the_own_page_only()
    {
        await using var first = new FirstOrganisation();
        first.Browser.Origin = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await first.Browser.PostBytesAsync("/s/code", first.TakeSetUpCode())).StatusCode);
        first.Browser.Origin = null;
        Assert.Equal(HttpStatusCode.Forbidden, (await first.Browser.PostBytesAsync("/s/organisation", first.BeginBody(first.TakeSetUpCode()))).StatusCode);
        first.Browser.Origin = RunningHost.Origin;
        await first.BeginAsync();
        var stranger = first.Host.Open();
        stranger.Origin = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostBytesAsync("/o/enrol", new byte[100])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await first.Host.Open().PostBytesAsync("/o/enrol", new byte[80 * 1024])).StatusCode);
    }

    [Fact]
    public async Task The_code_is_shown_once_readably_and_neither_logged_nor_stored()
    {
        await using var first = new FirstOrganisation();
        var setUp = first.Host.Services.GetRequiredService<IntegrityChannel.Casework.Host.Organisation.SetUpCode>();
        using var console = new StringWriter();

        setUp.Show(console, RunningHost.Origin);

        var shown = console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
        var complete = Assert.IsType<CodeReading.Complete>(CodeReader.Read(shown));
        using var code = complete.Code;
        Assert.DoesNotContain(first.Host.Logs.Lines, line => line.Contains(shown, StringComparison.Ordinal));
        Assert.All(System.IO.Directory.GetFiles(first.Folder, "*", SearchOption.AllDirectories), file =>
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(shown))));
    }

    [Fact]
    public void A_demonstration_without_organisation_is_refused_instead_of_becoming_a_real_one()
    {
        using var files = new TestData(empty: true);
        System.IO.Directory.CreateDirectory(Path.Combine(files.Data, "demo"));

        Assert.Throws<IntegrityChannel.Casework.Host.Startup.StartRefused>(() =>
            IntegrityChannel.Casework.Host.Organisation.OrganisationNow.Read(IntegrityChannel.Casework.Host.Startup.DataFolder.Create(files.Data)));
    }
}
