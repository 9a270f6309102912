using System.Net;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Microsoft.Extensions.DependencyInjection;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>Another root takes over through the administrator's upload, as readers of /d/chain see it; and what must not.</summary>
public sealed class RootChangeTests : IAsyncLifetime
{
    private readonly SampleRoot successor = new("successor");
    private FirstOrganisation organisation = null!;
    private SamplePerson responsible = null!;
    private SamplePerson deputy = null!;
    private Directory first = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        organisation = await new FirstOrganisation().BeginAsync();
        await organisation.AnnounceIntakeAsync();
        responsible = await organisation.EnrolAsync("verantwoordelijke", OfficerRole.Responsible, "Verantwoordelijke");
        deputy = await organisation.EnrolAsync("plaatsvervanger", OfficerRole.Deputy, "Plaatsvervanger");
        first = await organisation.PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await organisation.DisposeAsync();
        successor.Dispose();
    }

    [Fact]
    public async Task A_change_that_both_roots_signed_is_published_and_leads_every_reader_from_the_first_root_to_the_new_one()
    {
        using var answer = await UploadAsync(organisation.Root.ChangeTo(successor, await organisation.RequestAsync(), first));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var history = await HistoryAsync();
        Assert.Equal([organisation.Root.Genesis.RootKey, successor.Genesis.RootKey], history.Roots);
        Assert.Equal((2, organisation.Root.Genesis.OrganisationId), (history.Directories.Count, history.OrganisationId));
        var document = await BytesAsync("/d");
        var known = new DirectoryExpectation { DeviceDay = TestData.Today, Root = successor.Genesis.RootKey, OrganisationId = history.OrganisationId };
        Assert.IsType<DirectoryVerdict.Accepted>(DirectoryVerification.Verify(document, known));
        Assert.Equal(FailureClass.WrongRoot, Assert.IsType<DirectoryVerdict.Refused>(DirectoryVerification.Verify(document, known with { Root = organisation.Root.Genesis.RootKey })).Reason);
        Assert.Equal(RootFingerprint.Of(successor.Genesis.RootKey.Span), (await organisation.Browser.GetJsonAsync("/a/people"))["fingerprint"]!.GetValue<string>());

        // The change stands in the log by the time that anybody is told of it.
        Assert.Equal((HttpStatusCode.OK, true), await LoggedAsync(history));

        // From then on the new root signs, and the old one no more.
        var second = history.Directories[1];
        var byOld = organisation.Root.Sign(await organisation.RequestAsync(), second);
        Assert.Equal("root", await ReasonAsync(byOld.Bytes.ToArray()));
        var byNew = await NextUnderAsync(successor, second);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(byNew)).StatusCode);
        Assert.Equal(3, (await HistoryAsync()).Directories.Count);
    }

    [Fact]
    public async Task A_change_that_one_root_alone_signed_or_that_comes_without_its_directory_changes_nothing()
    {
        var request = await organisation.RequestAsync();
        using var stranger = new SampleRoot("stranger");
        var honest = organisation.Root.ChangeTo(successor, request, first);
        Assert.True(ChainStep.TryParse(honest, out var step, out _));
        var newAlone = organisation.Root.ChangeTo(successor, request, first, signsAsOld: successor);
        var oldAlone = step.Change!.Bytes.ToArray();
        oldAlone[^1] ^= 1;

        Assert.Equal("root", await ReasonAsync(newAlone));
        Assert.Equal("root", await ReasonAsync(ChainStep.Encode(oldAlone, step.Directory.Bytes)));
        Assert.Equal("root", await ReasonAsync(stranger.ChangeTo(successor, request, first)));
        Assert.Equal("root", await ReasonAsync(step.Directory.Bytes.ToArray()));
        Assert.Equal("malformed", await ReasonAsync(new DirectoryChain([step.Entries[0]]).Encode()));
        Assert.Equal("malformed", await ReasonAsync(step.Change.Bytes.ToArray()));
        Assert.Equal("malformed", await ReasonAsync(honest[..^1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(new byte[ChainStep.MaximumSize + 1])).StatusCode);
        Assert.Equal([organisation.Root.Genesis.RootKey], (await HistoryAsync()).Roots);

        // The control: the honest one goes through, once.
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(honest)).StatusCode);
        Assert.Equal("sequence", await ReasonAsync(honest));
        Assert.Equal(2, (await HistoryAsync()).Roots.Count);
    }

    [Fact]
    public async Task A_change_says_nothing_else_than_a_directory_may_say()
    {
        var request = await organisation.RequestAsync();
        Assert.True(ChainStep.TryParse(organisation.Root.ChangeTo(successor, request, first), out var step, out _));
        await organisation.Browser.PostJsonAsync($"/a/people/{(await organisation.PersonAsync("plaatsvervanger"))["officerId"]}/deactivate", []);

        // The old request lists somebody who was deactivated meanwhile.
        Assert.Equal("officer", await ReasonAsync(ChainStep.Encode(step.Change!.Bytes, step.Directory.Bytes)));
        Assert.Single((await HistoryAsync()).Roots);
    }

    [Fact]
    public async Task A_lost_root_is_replaced_by_every_officer_together_and_by_no_fewer()
    {
        var request = await organisation.RequestAsync();
        var order = first.Officers.Select(officer => officer.Id == responsible.Enrolment.OfficerId ? responsible.SigningKey : deputy.SigningKey).ToArray();

        Assert.Equal("root", await ReasonAsync(organisation.Root.LoseTo(successor, request, first, order[0])));
        Assert.Equal("root", await ReasonAsync(organisation.Root.LoseTo(successor, request, first, order[0], order[0])));
        Assert.Equal("root", await ReasonAsync(organisation.Root.LoseTo(successor, request, first)));
        Assert.Single((await HistoryAsync()).Roots);

        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(organisation.Root.LoseTo(successor, request, first, order))).StatusCode);
        var history = await HistoryAsync();
        Assert.True(Assert.Single(history.RootChanges).IsByOfficers);
        Assert.Equal(successor.Genesis.RootKey, history.Roots[^1]);
    }

    private async Task<byte[]> NextUnderAsync(SampleRoot root, Directory before) =>
        root.Sign(await organisation.RequestAsync(), before, content => content with { OrganisationId = before.OrganisationId, RecoveryKey = before.Content.RecoveryKey }).Bytes.ToArray();

    private Task<HttpResponseMessage> UploadAsync(byte[] step) => organisation.Browser.PostBytesAsync("/a/directory", step);

    private async Task<string?> ReasonAsync(byte[] step)
    {
        using var response = await UploadAsync(step);
        return (await FirstOrganisation.RefusalAsync(response)).Reason;
    }

    private async Task<(HttpStatusCode Status, bool Logged)> LoggedAsync(DirectoryHistory history)
    {
        using var answer = await organisation.Host.Open().GetAsync("/log/keys/checkpoint");
        var entries = await organisation.Host.Services.GetRequiredService<IntegrityChannel.Casework.Host.Storage.LogEntries>().ReadAsync(Token);
        var wanted = KeysEntry.HashOf(Assert.Single(history.RootChanges));
        return (answer.StatusCode, entries.Any(opening => KeysEntry.TryOpen(opening, out var entry, out _) && entry == new KeysEntry(KeysEntryKind.RootChange, TestData.Today, wanted)));
    }

    private async Task<DirectoryHistory> HistoryAsync()
    {
        Assert.True(DirectoryChain.TryParse(await BytesAsync("/d/chain"), out var chain, out _));
        Assert.True(DirectoryHistory.TryVerify(chain, out var history, out var failure), failure.Name());
        return history;
    }

    private async Task<byte[]> BytesAsync(string path) => await (await organisation.Host.Open().GetAsync(path)).Content.ReadAsByteArrayAsync(Token);
}
