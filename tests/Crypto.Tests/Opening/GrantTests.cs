using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Vaults;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Opening;

/// <summary>Officers: 0 responsible, 1 deputy, 2 confidant, whom every report here leaves out.</summary>
public sealed class GrantTests
{
    private readonly Dialogue dialogue = new();

    private Id16 Deputy => dialogue.Sample.Officers[1].Id;

    private Id16 LeftOut => dialogue.Sample.Officers[2].Id;

    [Fact]
    public void A_newcomer_reads_all_there_was_and_writes_and_everybody_sees_it()
    {
        dialogue.Report(true, 0);
        dialogue.Write(0, new OpenedContent.Acknowledgement(Text("Ontvangen")));
        dialogue.Write(0, new OpenedContent.Note(NoteKind.Note, Text("Nakijken"), null));
        dialogue.Message("Sinds maart");
        dialogue.Grant(0, 1);
        dialogue.Write(1, new OpenedContent.Reply(Text("Ik neem het over")));
        dialogue.Message("Dank u");

        var newcomer = dialogue.Case(1);
        var granter = dialogue.Case(0);
        var reporter = dialogue.Mailbox();

        Assert.Equal(7, newcomer.Items.Count);
        Assert.All(newcomer.Items.Concat(granter.Items), item => Assert.Equal(ItemState.Opened, item.State));
        Assert.Equal([dialogue.Sample.Officers[0].Id, Deputy], granter.Recipients);
        Assert.Equal([LeftOut], newcomer.Memory.Excluded);
        Assert.Contains(Deputy, reporter.Recipients);
        var grant = Assert.Single(reporter.Items, item => item.Header.Kind == ObjectKind.Grant);
        Assert.Equal((ItemState.Opened, Deputy, GrantScope.Joins), (grant.State, ((OpenedContent.Grant)grant.Content!).Newcomer, ((OpenedContent.Grant)grant.Content).Scope));
        Assert.NotNull(dialogue.Stored[^1].WrapFor(Deputy));
    }

    [Fact]
    public void I_27_nobody_who_is_left_out_is_let_in_whatever_the_directory_lists()
    {
        dialogue.Report(true, 0);
        using var vault = dialogue.Vault(0);
        var opened = dialogue.Case(0);

        Assert.NotNull(dialogue.Directory.FindOfficer(LeftOut)!.Key);
        Assert.False(GrantSealing.MayBeGranted(opened, dialogue.Directory, LeftOut));
        Assert.Null(Seal(LeftOut, opened, vault, out var failure));
        Assert.Equal(FailureClass.NotARecipient, failure);
        Assert.True(GrantSealing.MayBeGranted(opened, dialogue.Directory, Deputy));
        Assert.False(GrantSealing.MayBeGranted(opened, dialogue.Directory, dialogue.Sample.Officers[0].Id));

        // While nobody knows who was left out, nobody is let in.
        var unread = opened with { Memory = opened.Memory with { KemKey = default, Excluded = [] } };
        Assert.False(GrantSealing.MayBeGranted(unread, dialogue.Directory, Deputy));
    }

    [Fact]
    public void I_27_a_grant_to_someone_left_out_is_void_for_every_reader()
    {
        dialogue.Report(true, 0, 1);
        Forge(LeftOut);

        Assert.Equal([dialogue.Sample.Officers[0].Id, Deputy], dialogue.Case(1).Recipients);
        dialogue.Write(1, new OpenedContent.Reply(Text("x")));
        Assert.Null(dialogue.Stored[^1].WrapFor(LeftOut));
    }

    /// <summary>The control: a reader who takes the server's word for who was left out would let that officer in.</summary>
    [Fact]
    public void I_27_a_reader_without_the_list_of_those_left_out_would_let_them_in()
    {
        dialogue.Report(true, 0, 1);
        Forge(LeftOut);
        Assert.Contains(LeftOut, dialogue.Mailbox().Recipients);
    }

    [Fact]
    public void What_a_newcomer_wrote_without_knowing_of_the_grant_is_not_from_the_officers()
    {
        dialogue.Report(true, 0);
        var before = dialogue.Case(0);
        dialogue.Grant(0, 1);
        using var vault = dialogue.Vault(1);
        var blind = before with { Recipients = [.. before.Recipients, Deputy] };
        dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Text("te vroeg")), blind, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure), failure);

        Assert.Equal(ItemState.NotFromYourOfficers, dialogue.Case(0).Items.Single(item => item.Header.Kind == ObjectKind.Reply).State);
    }

    [Theory]
    [InlineData(GrantScope.TheseOnly, true)]
    [InlineData(GrantScope.Joins, false)]
    public void Another_scope_or_a_grant_that_is_not_sealed_to_the_newcomer_lets_nobody_in(GrantScope scope, bool toNewcomer)
    {
        dialogue.Report(true, 0);
        Forge(Deputy, scope, toNewcomer);
        Assert.Equal([dialogue.Sample.Officers[0].Id], dialogue.Case(0).Recipients);
    }

    [Fact]
    public void Nothing_is_granted_where_the_report_does_not_open()
    {
        dialogue.Report(true, 0);
        var opened = dialogue.Case(0);
        using var vault = dialogue.Vault(0);
        var stub = ObjectList.Encode(dialogue.Day, [dialogue.Entry(dialogue.Stored[0], LeftOut)]);

        Assert.Null(GrantSealing.Seal(Deputy, Text(""), opened, stub, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure));
        Assert.Equal(FailureClass.WrongKey, failure);
    }

    [Fact]
    public void A_request_has_one_way_only_to_be_written()
    {
        dialogue.Report(true, 0);
        dialogue.Write(0, new OpenedContent.Reply(Text("x")));
        using var vault = dialogue.Vault(0);
        var bytes = Seal(Deputy, dialogue.Case(0), vault, out _)!;
        Assert.True(GrantRequest.TryParse(bytes, out var request, out _));
        Assert.Equal(2, request.Wraps.Count);

        var rows = bytes.Length - (2 * (32 + SealedObject.WrapSize));
        var swapped = (byte[])[.. bytes[..rows], .. bytes[(rows + 32 + SealedObject.WrapSize)..], .. bytes[rows..(rows + 32 + SealedObject.WrapSize)]];
        Assert.False(GrantRequest.TryParse(swapped, out _, out var failure));
        Assert.Equal(FailureClass.NotCanonical, failure);
        Assert.False(GrantRequest.TryParse(bytes.AsMemory(0, bytes.Length - 1), out _, out _));
        Assert.False(GrantRequest.TryParse((byte[])[.. bytes, 0], out _, out _));
        Assert.False(GrantRequest.TryParse(GrantRequest.Encode(dialogue.Stored[1].Bytes.Span, [.. request.Wraps]), out _, out failure));
        Assert.Equal(FailureClass.UnknownKind, failure);
    }

    private byte[]? Seal(Id16 newcomer, OpenedCase opened, VaultContent vault, out FailureClass failure) =>
        GrantSealing.Seal(newcomer, Text("x"), opened, dialogue.List(dialogue.Sample.Officers[0].Id, dialogue.Stored), vault, dialogue.Directory, dialogue.Sample.Entropy, out failure);

    /// <summary>A grant as no honest client writes it.</summary>
    private void Forge(Id16 newcomer, GrantScope scope = GrantScope.Joins, bool toNewcomer = true)
    {
        using var vault = dialogue.Vault(0);
        using var key = Protocol.Keys.OfficerSigningKey.FromSeed(vault.SigningSeed.Span);
        var opened = dialogue.Case(0);
        var target = RecipientSet.Officers(dialogue.Directory, [newcomer])[0];
        var recipients = OfficerSealing.Recipients(ObjectKind.Grant, opened, dialogue.Directory, out _)!;
        var start = ChainHeads.Next(ReportSealing.Placement(dialogue.Directory, opened.ReportId, ObjectIds.Create(dialogue.Sample.Entropy)), opened.Heads, vault.OfficerId, 0)
            .Header(ObjectKind.Grant, vault.OfficerId, 0);
        var content = new OpenedContent.Grant(newcomer, target.KeyId, scope, [], Text("x"));
        dialogue.Put(ObjectSealing.Seal(start, content, toNewcomer ? [.. recipients, target] : recipients, key, dialogue.Sample.Entropy, null, out var failure), failure);
    }
}
