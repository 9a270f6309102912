using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>An empty data folder and what people do with it, step by step: set up, invite, enrol, carry the request to the root and back.</summary>
internal sealed class FirstOrganisation : IAsyncDisposable
{
    internal static readonly string[] IntakeOrigins = ["https://intake.example", "http://meldpuntvoorbeeld.onion"];

    private const string Settings =
        """{"name":{"nl":"Politiezone Eerste","en":"First police zone"},"languages":["nl","en"],"zone":"Europe/Brussels","mailRule":"discreet","externalChannel":{"nl":"Bel 02"}}""";

    private readonly TestData files = new(empty: true);
    private readonly List<SamplePerson> people = [];
    private readonly ChannelKey intakeKey;

    internal FirstOrganisation()
    {
        Host = new RunningHost(files);
        Browser = Host.Open();
        intakeKey = ChannelKey.Create(Root.Entropy);
        Administrator = Person("beheer", OfficerRole.Administrator);
    }

    internal RunningHost Host { get; }

    /// <summary>The administrator's browser.</summary>
    internal OfficerBrowser Browser { get; private set; }

    internal SampleRoot Root { get; } = new();

    internal SamplePerson Administrator { get; }

    internal DirectoryStore Directories => Host.Services.GetRequiredService<DirectoryStore>();

    internal string Folder => files.Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The secret of the set-up code that the console shows.</summary>
    internal byte[] TakeSetUpCode() => Host.Services.GetRequiredService<SetUpCode>().Take();

    internal SamplePerson Person(string account, OfficerRole role, string display = "")
    {
        var person = new SamplePerson(Root.Genesis, account, role, display);
        people.Add(person);
        return person;
    }

    internal static byte[] BeginBody(ReadOnlySpan<byte> code, ReadOnlySpan<byte> genesis, string settings, Enrolment enrolment)
    {
        using var writer = new SicWriter();
        return writer.Bytes(code).Vector(genesis).LongVector(Encoding.UTF8.GetBytes(settings)).LongVector(enrolment.Encode()).ToArray();
    }

    internal byte[] BeginBody(ReadOnlySpan<byte> code) => BeginBody(code, Root.Genesis.Bytes.Span, Settings, Administrator.Enrolment);

    /// <summary>Makes the organisation and signs its administrator in.</summary>
    internal async Task<FirstOrganisation> BeginAsync()
    {
        using var begun = await Browser.PostBytesAsync("/s/organisation", BeginBody(TakeSetUpCode()));
        Assert.Equal(HttpStatusCode.NoContent, begun.StatusCode);
        Browser = await SignInAsync(Administrator);
        return this;
    }

    /// <summary>What intake does at its start.</summary>
    internal Task AnnounceIntakeAsync() =>
        Host.Services.GetRequiredService<MailboxStore>().Hosts.AnnounceAsync(new ChannelHost(ChannelUses.Receipts, intakeKey.PublicKey, IntakeOrigins), Token);

    internal static async Task<HttpResponseMessage> TrySignInAsync(OfficerBrowser browser, SamplePerson person)
    {
        var nonce = OfficerBrowser.Bytes((await browser.HelloAsync(person.Enrolment.AccountName))["nonce"]);
        return await browser.SignInAsync(person.Enrolment.OfficerId.ToArray(), nonce, person.LoginSignature(RunningHost.Origin, nonce));
    }

    internal async Task<OfficerBrowser> SignInAsync(SamplePerson person)
    {
        var browser = Host.Open();
        using var response = await TrySignInAsync(browser, person);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        browser.Antiforgery = (await browser.GetJsonAsync("/o/session"))["antiforgery"]!.GetValue<string>();
        return browser;
    }

    internal static JsonObject Invitation(SamplePerson person, string display) => new()
    {
        ["account"] = person.Enrolment.AccountName,
        ["display"] = display,
        ["role"] = (int)person.Enrolment.Role,
        ["mail"] = person.Enrolment.MailAddress,
        ["locale"] = "nl",
        ["trainedOn"] = null,
        ["decision"] = null,
    };

    /// <summary>Invites and answers the secret of the one-time code.</summary>
    internal async Task<byte[]> InviteAsync(SamplePerson person, string display)
    {
        using var response = await Browser.PostJsonAsync("/a/invitations", Invitation(person, display));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return OfficerBrowser.Bytes(JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["secret"]);
    }

    internal async Task<SamplePerson> EnrolAsync(string account, OfficerRole role, string display)
    {
        var person = Person(account, role, display);
        var secret = await InviteAsync(person, display);
        using var response = await Host.Open().PostBytesAsync("/o/enrol", person.EnrolBody(secret));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return person;
    }

    internal async Task<DirectoryRequest> RequestAsync()
    {
        using var response = await Browser.GetAsync("/a/directory-request");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(DirectoryRequest.TryVerify(await response.Content.ReadAsByteArrayAsync(Token), out var request, out _));
        return request;
    }

    internal Task<HttpResponseMessage> UploadAsync(Directory directory) => Browser.PostBytesAsync("/a/directory", directory.Bytes.ToArray());

    /// <summary>From the request to the published directory.</summary>
    internal async Task<Directory> PublishAsync()
    {
        var directory = Root.Sign(await RequestAsync(), Directories.Current().Newest);
        using var response = await UploadAsync(directory);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return directory;
    }

    internal async Task<JsonNode> PersonAsync(string account) =>
        (await Browser.GetJsonAsync("/a/people"))["people"]!.AsArray().Last(person => person!["account"]!.GetValue<string>() == account)!;

    internal static async Task<(HttpStatusCode Status, string Code, string? Reason)> RefusalAsync(HttpResponseMessage response)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
        return (response.StatusCode, body["code"]!.GetValue<string>(), body["reason"]?.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        people.ForEach(person => person.Dispose());
        Root.Dispose();
        intakeKey.Dispose();
        files.Dispose();
    }
}
