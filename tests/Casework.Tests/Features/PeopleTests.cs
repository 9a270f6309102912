using System.Net;
using System.Text.Json.Nodes;
using IntegrityChannel.Casework.Host.Features.InvitePerson;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>Invitations, enrolment, deactivation and the directories that follow from them.</summary>
public sealed class PeopleTests
{
    private const string Deputy = "Plaatsvervanger";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_says_for_whom_it_is_and_is_spent_by_enrolling_only_once()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var person = first.Person("plaatsvervanger", OfficerRole.Deputy, Deputy);
        var secret = await first.InviteAsync(person, Deputy);

        using var shown = await first.Host.Open().PostBytesAsync("/o/invitation", secret);
        var answer = JsonNode.Parse(await shown.Content.ReadAsStringAsync(Token))!;
        Assert.Equal(("plaatsvervanger", Deputy, 2), (answer["account"]!.GetValue<string>(), answer["display"]!.GetValue<string>(), answer["role"]!.GetValue<int>()));
        Assert.Equal(first.Root.Genesis.RootKey.ToArray(), OfficerBrowser.Bytes(answer["rootKey"]));

        Assert.Equal(HttpStatusCode.NoContent, (await first.Host.Open().PostBytesAsync("/o/enrol", person.EnrolBody(secret))).StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "E-90", null), await FirstOrganisation.RefusalAsync(await first.Host.Open().PostBytesAsync("/o/enrol", person.EnrolBody(secret))));
        Assert.Equal((HttpStatusCode.Forbidden, "E-90", null), await FirstOrganisation.RefusalAsync(await first.Host.Open().PostBytesAsync("/o/invitation", secret)));
    }

    [Fact]
    public async Task Of_a_code_only_its_hash_is_kept()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var secret = await first.InviteAsync(first.Person("plaatsvervanger", OfficerRole.Deputy, Deputy), Deputy);

        var row = Assert.Single(await first.Host.Services.GetRequiredService<Invitations>().ReadAllAsync(Token));

        Assert.Equal(Sic.Hash(Labels.Invitation, secret).ToArray(), row.CodeHash);
        Assert.DoesNotContain("secret", (await first.Browser.GetJsonAsync("/a/people")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_serves_fourteen_days_and_no_longer_and_not_after_it_was_withdrawn()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var person = first.Person("plaatsvervanger", OfficerRole.Deputy, Deputy);
        var secret = await first.InviteAsync(person, Deputy);
        first.Host.Clock.Advance(TimeSpan.FromDays(InvitePersonEndpoint.Days));
        Assert.Equal(HttpStatusCode.OK, (await first.Host.Open().PostBytesAsync("/o/invitation", secret)).StatusCode);
        first.Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await first.Host.Open().PostBytesAsync("/o/invitation", secret)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await first.Host.Open().PostBytesAsync("/o/enrol", person.EnrolBody(secret))).StatusCode);

        var administrator = await first.SignInAsync(first.Administrator);
        var invitation = (await administrator.GetJsonAsync("/a/people"))["people"]!.AsArray().Single(line => line!["invitationId"] is not null)!;
        Assert.Equal("expired", invitation["state"]!.GetValue<string>());
        var path = $"/a/invitations/{invitation["invitationId"]!.GetValue<string>()}/withdraw";
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.PostJsonAsync(path, [])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostJsonAsync(path, [])).StatusCode);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("account")]
    [InlineData("mail")]
    [InlineData("organisation")]
    [InlineData("candidate-name")]
    [InlineData("candidate-missing")]
    [InlineData("candidate-of-another")]
    [InlineData("candidate-bit")]
    public async Task An_enrolment_that_is_not_as_invited_is_refused_and_the_code_still_works(string what)
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var person = first.Person("plaatsvervanger", OfficerRole.Deputy, Deputy);
        var secret = await first.InviteAsync(person, Deputy);
        var (enrolment, candidate) = (person.Enrolment, person.Candidate);
        using var stranger = new SampleRoot("stranger");
        switch (what)
        {
            case "role": person.Enrolment = enrolment with { Role = OfficerRole.Responsible }; break;
            case "account": person.Enrolment = enrolment with { AccountName = "iemand" }; break;
            case "mail": person.Enrolment = enrolment with { MailAddress = "iemand@officers.example" }; break;
            case "organisation": person.Enrolment = enrolment with { OrganisationId = stranger.Genesis.OrganisationId }; break;
            case "candidate-name": person.Candidate = Candidate.Create(person.SigningKey, enrolment.OrganisationId, enrolment.OfficerId, OfficerRole.Deputy, "Iemand anders"); break;
            case "candidate-missing": person.Candidate = []; break;
            case "candidate-of-another": person.Candidate = Candidate.Create(person.SigningKey, enrolment.OrganisationId, first.Administrator.Enrolment.OfficerId, OfficerRole.Deputy, Deputy); break;
            case "candidate-bit": person.Candidate[^1] ^= 1; break;
        }

        Assert.Equal((HttpStatusCode.BadRequest, "E-94", null), await FirstOrganisation.RefusalAsync(await first.Host.Open().PostBytesAsync("/o/enrol", person.EnrolBody(secret))));

        (person.Enrolment, person.Candidate) = (enrolment, candidate);
        if (what == "candidate-bit")
        {
            person.Candidate[^1] ^= 1;
        }

        Assert.Equal(HttpStatusCode.NoContent, (await first.Host.Open().PostBytesAsync("/o/enrol", person.EnrolBody(secret))).StatusCode);
    }

    [Theory]
    [InlineData("account", "Met spatie")]
    [InlineData("account", "")]
    [InlineData("display", "Twee\nregels")]
    [InlineData("display", "")]
    [InlineData("mail", "geen adres")]
    [InlineData("locale", "xx")]
    public async Task An_invitation_that_would_mislead_is_not_made(string member, string value)
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var body = FirstOrganisation.Invitation(first.Person("plaatsvervanger", OfficerRole.Deputy, Deputy), Deputy);
        body[member] = value;

        Assert.Equal((HttpStatusCode.BadRequest, "E-46", null), await FirstOrganisation.RefusalAsync(await first.Browser.PostJsonAsync("/a/invitations", body)));
    }

    [Fact]
    public async Task A_name_in_use_is_not_given_twice()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var person = first.Person("plaatsvervanger", OfficerRole.Deputy, Deputy);
        await first.InviteAsync(person, Deputy);
        Assert.Equal((HttpStatusCode.Conflict, "E-94", null), await FirstOrganisation.RefusalAsync(await first.Browser.PostJsonAsync("/a/invitations", FirstOrganisation.Invitation(person, Deputy))));
        Assert.Equal(HttpStatusCode.Conflict, (await first.Browser.PostJsonAsync("/a/invitations", FirstOrganisation.Invitation(first.Administrator, "Beheer"))).StatusCode);
    }

    [Fact]
    public async Task An_officer_who_enrolled_signs_in_only_once_the_root_lists_them()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        await first.AnnounceIntakeAsync();
        var person = await first.EnrolAsync("verantwoordelijke", OfficerRole.Responsible, "Verantwoordelijke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await FirstOrganisation.TrySignInAsync(first.Host.Open(), person)).StatusCode);

        await first.PublishAsync();

        await first.SignInAsync(person);
    }

    [Fact]
    public async Task A_deactivated_officer_is_out_at_once_and_the_next_directory_does_without_them()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        await first.AnnounceIntakeAsync();
        await first.EnrolAsync("verantwoordelijke", OfficerRole.Responsible, "Verantwoordelijke");
        var leaving = await first.EnrolAsync("plaatsvervanger", OfficerRole.Deputy, Deputy);
        var before = await first.PublishAsync();
        var officer = await first.SignInAsync(leaving);
        var late = first.Root.Sign(await first.RequestAsync(), before);

        Assert.Equal(HttpStatusCode.NoContent, (await first.Browser.PostJsonAsync($"/a/people/{Id(leaving)}/deactivate", [])).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await officer.GetAsync("/o/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await FirstOrganisation.TrySignInAsync(first.Host.Open(), leaving)).StatusCode);
        Assert.Equal("ready", (await first.Browser.GetJsonAsync("/a/people"))["next"]!.GetValue<string>());

        // A directory from a request made before still lists them: signed, and refused all the same.
        Assert.Equal((HttpStatusCode.BadRequest, "E-93", "officer"), await FirstOrganisation.RefusalAsync(await first.UploadAsync(late)));
        Assert.DoesNotContain((await first.PublishAsync()).Officers, listed => listed.Id == leaving.Enrolment.OfficerId);
        Assert.Equal(2u, first.Directories.Current().Newest!.Sequence);
    }

    [Fact]
    public async Task Deactivating_by_mistake_is_undone_and_a_lost_account_makes_room_for_a_new_one_of_the_same_name()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        await first.AnnounceIntakeAsync();
        await first.EnrolAsync("verantwoordelijke", OfficerRole.Responsible, "Verantwoordelijke");
        var lost = await first.EnrolAsync("plaatsvervanger", OfficerRole.Deputy, Deputy);
        await first.PublishAsync();
        await first.Browser.PostJsonAsync($"/a/people/{Id(lost)}/deactivate", []);
        Assert.Equal(HttpStatusCode.NoContent, (await first.Browser.PostJsonAsync($"/a/people/{Id(lost)}/reactivate", [])).StatusCode);
        await first.SignInAsync(lost);

        await first.Browser.PostJsonAsync($"/a/people/{Id(lost)}/deactivate", []);
        var anew = await first.EnrolAsync("plaatsvervanger", OfficerRole.Deputy, "Plaatsvervanger (opnieuw)");
        await first.PublishAsync();

        await first.SignInAsync(anew);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostJsonAsync($"/a/people/{Id(lost)}/reactivate", [])).StatusCode);
    }

    [Fact]
    public async Task Nobody_deactivates_the_own_account_or_one_that_is_not_there()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostJsonAsync($"/a/people/{Id(first.Administrator)}/deactivate", [])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostJsonAsync("/a/people/AAAAAAAAAAAAAAAAAAAAAA/deactivate", [])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await first.Browser.PostJsonAsync("/a/people/x/deactivate", [])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.Browser.GetAsync("/o/session")).StatusCode);
    }

    [Fact]
    public async Task What_is_noted_of_a_person_comes_back_and_can_be_taken_away()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        var path = $"/a/people/{Id(first.Administrator)}/note";
        Assert.Equal(HttpStatusCode.NoContent, (await first.Browser.PostJsonAsync(path, new JsonObject { ["trainedOn"] = 20500, ["decision"] = "Collegebesluit 12" })).StatusCode);
        var line = await first.PersonAsync("beheer");
        Assert.Equal((20500u, "Collegebesluit 12"), (line["trainedOn"]!.GetValue<uint>(), line["decision"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await first.Browser.PostJsonAsync(path, new JsonObject { ["trainedOn"] = null, ["decision"] = null })).StatusCode);
        Assert.Null((await first.PersonAsync("beheer"))["decision"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await first.Browser.PostJsonAsync(path, new JsonObject { ["trainedOn"] = 2000000, ["decision"] = null })).StatusCode);
    }

    [Theory]
    [InlineData("signature", "root")]
    [InlineData("another-root", "root")]
    [InlineData("origin", "addresses")]
    [InlineData("zone", "zone")]
    [InlineData("channel", "channel")]
    [InlineData("role", "officer")]
    [InlineData("stranger", "officer")]
    [InlineData("sequence", "sequence")]
    public async Task A_directory_that_says_something_else_than_this_host_knows_is_not_published(string what, string reason)
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        await first.AnnounceIntakeAsync();
        await first.EnrolAsync("verantwoordelijke", OfficerRole.Responsible, "Verantwoordelijke");
        var request = await first.RequestAsync();
        var stranger = first.Person("vreemde", OfficerRole.Deputy, "Vreemde");
        var directory = first.Root.Sign(request, change: content => what switch
        {
            "origin" => content with { Origins = [.. content.Origins, "https://elsewhere.example"] },
            "zone" => content with { Zone = "Europe/Paris" },
            "channel" => content with { Channels = [content.Channels[0]] },
            "role" => content with { Officers = [content.Officers[0] with { Role = OfficerRole.Confidant }] },
            "stranger" => content with { Officers = [.. content.Officers, content.Officers[0] with { Id = stranger.Enrolment.OfficerId, SigningKey = stranger.SigningKey.PublicKey }] },
            "sequence" => content with { Sequence = 2, PreviousHash = Hash32.Ones },
            _ => content,
        });
        var bytes = directory.Bytes.ToArray();
        bytes[^1] ^= what == "signature" ? (byte)1 : (byte)0;
        using var other = new SampleRoot("another");
        bytes = what == "another-root" ? other.Sign(request).Bytes.ToArray() : bytes;

        Assert.Equal((HttpStatusCode.BadRequest, "E-93", reason), await FirstOrganisation.RefusalAsync(await first.Browser.PostBytesAsync("/a/directory", bytes)));
        Assert.Null(first.Directories.Current().Newest);
        Assert.Equal(HttpStatusCode.OK, (await first.UploadAsync(first.Root.Sign(request))).StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, "E-93", "sequence"), await FirstOrganisation.RefusalAsync(await first.UploadAsync(first.Root.Sign(request))));
    }

    [Fact]
    public async Task Nothing_is_asked_of_the_root_before_intake_ran_and_somebody_could_receive()
    {
        await using var first = await new FirstOrganisation().BeginAsync();
        Assert.Equal((HttpStatusCode.Conflict, "E-93", "intake"), await FirstOrganisation.RefusalAsync(await first.Browser.GetAsync("/a/directory-request")));
        await first.AnnounceIntakeAsync();
        Assert.Equal((HttpStatusCode.Conflict, "E-93", "nobody"), await FirstOrganisation.RefusalAsync(await first.Browser.GetAsync("/a/directory-request")));
        await first.EnrolAsync("vertrouwenspersoon", OfficerRole.Confidant, "Vertrouwenspersoon");
        Assert.Equal("nobody", (await first.Browser.GetJsonAsync("/a/people"))["next"]!.GetValue<string>());
    }

    [Fact]
    public async Task Officers_are_no_administrators_and_strangers_are_nobody()
    {
        await using var host = new RunningHost();
        var officer = await host.Open().SignInAsync(host.Files.Responsible);
        foreach (var path in (string[])["/a/people", "/a/directory-request"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.Open().GetAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostJsonAsync("/a/invitations", [])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostBytesAsync("/a/directory", new byte[8])).StatusCode);
    }

    private static string Id(SamplePerson person) => OfficerBrowser.Text(person.Enrolment.OfficerId.Span);
}
