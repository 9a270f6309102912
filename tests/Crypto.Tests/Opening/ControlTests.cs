using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Opening;

/// <summary>Orders of officers (kind 9). Officers: 0 responsible, 1 deputy, 2 confidant, whom every report here leaves out.</summary>
public sealed class ControlTests
{
    private readonly Dialogue dialogue = new();

    private Id16 Responsible => dialogue.Sample.Officers[0].Id;

    private Id16 Deputy => dialogue.Sample.Officers[1].Id;

    [Fact]
    public void I_27_after_a_removal_nobody_seals_to_that_officer_and_the_reporter_sees_who_went()
    {
        dialogue.Report();
        dialogue.Write(1, new OpenedContent.Reply(Text("Nog vóór het vertrek")));
        dialogue.Order(0, ControlOrder.Remove(Deputy, 7));
        var reply = dialogue.Write(0, new OpenedContent.Reply(Text("Daarna")));
        var message = dialogue.Message("Dank u");

        Assert.Equal([Responsible, Deputy], [.. dialogue.Case(0).Recipients, .. dialogue.Case(0).Removed]);
        Assert.Equal([Responsible, Deputy], [.. dialogue.Mailbox().Recipients, .. dialogue.Mailbox().Removed]);
        Assert.Null(reply.WrapFor(Deputy));
        Assert.Null(message.WrapFor(Deputy));
        Assert.All(dialogue.Mailbox().Items.Where(item => item.Header.Author != Id16.Zeros), item => Assert.Equal(ItemState.Opened, item.State));
        Assert.False(GrantSealing.MayBeGranted(dialogue.Case(0), dialogue.Directory, Deputy));
    }

    /// <summary>The control: who has not seen the removal seals as before, so the set above is the removal's doing.</summary>
    [Fact]
    public void I_27_a_client_that_missed_the_removal_would_still_seal_to_that_officer()
    {
        dialogue.Report();
        var before = dialogue.Case(0);
        dialogue.Order(0, ControlOrder.Remove(Deputy, 7));
        using var vault = dialogue.Vault(0);
        Assert.True(SealedObject.TryParse(OfficerSealing.Seal(new OpenedContent.Reply(Text("x")), before, vault, dialogue.Directory, dialogue.Sample.Entropy, out _), out var sealedBlind, out _));
        Assert.NotNull(sealedBlind.WrapFor(Deputy));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void I_08_what_a_removed_officer_writes_after_the_head_that_the_removal_saw_is_nobodys(bool seenBefore)
    {
        dialogue.Report();
        if (seenBefore)
        {
            dialogue.Write(1, new OpenedContent.Reply(Text("gezien")));
        }

        var before = dialogue.Case(1);
        dialogue.Order(0, ControlOrder.Remove(Deputy, 7));
        using var vault = dialogue.Vault(1);
        dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Text("te laat")), before, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure), failure);

        var states = dialogue.Case(0).Items.Where(item => item.Header.Author == Deputy).Select(item => item.State).Order();
        Assert.Equal(seenBefore ? [ItemState.Opened, ItemState.NotFromYourOfficers] : [ItemState.NotFromYourOfficers], states);
        Assert.Equal(ItemState.NotFromYourOfficers, dialogue.Mailbox().Items[^1].State);
    }

    [Fact]
    public void A_grant_by_a_removed_officer_that_nobody_saw_in_time_lets_nobody_in()
    {
        dialogue.Report(true, 0, 1);
        var before = dialogue.Case(1);
        dialogue.Order(0, ControlOrder.Remove(Deputy, 7));
        using var vault = dialogue.Vault(1);
        using var key = Protocol.Keys.OfficerSigningKey.FromSeed(vault.SigningSeed.Span);
        var stranger = dialogue.Sample.Officers[2];
        var target = RecipientSet.Officers(dialogue.Directory, [stranger.Id])[0];
        var start = ChainHeads.Next(ReportSealing.Placement(dialogue.Directory, before.ReportId, ObjectIds.Create(dialogue.Sample.Entropy)), before.Heads, Deputy, 0).Header(ObjectKind.Grant, Deputy, 0);
        var recipients = OfficerSealing.Recipients(ObjectKind.Grant, before, dialogue.Directory, out _)!;
        dialogue.Put(ObjectSealing.Seal(start, new OpenedContent.Grant(stranger.Id, target.KeyId, GrantScope.Joins, [], Text("x")), [.. recipients, target], key, dialogue.Sample.Entropy, null, out var failure), failure);

        // The reporter, who knows of nobody left out, is the reader who would let them in.
        Assert.Equal([Responsible], dialogue.Mailbox().Recipients);
    }

    [Fact]
    public void Two_who_remove_each_other_do_not_leave_a_case_without_a_reader()
    {
        dialogue.Report();
        var before = dialogue.Case(1);
        dialogue.Order(0, ControlOrder.Remove(Deputy, 8));
        dialogue.Order(1, ControlOrder.Remove(Responsible, 8), before);
        Assert.Single(dialogue.Case(0).Recipients);
        Assert.Equal(dialogue.Case(0).Recipients, dialogue.Mailbox().Recipients);
    }

    [Fact]
    public void The_last_one_is_not_removed_whatever_is_signed_and_somebody_may_leave_by_the_own_hand()
    {
        dialogue.Report();
        dialogue.Order(1, ControlOrder.Remove(Deputy, 7));
        Assert.Equal([Responsible, Deputy], [.. dialogue.Case(0).Recipients, .. dialogue.Case(0).Removed]);
        Refused(0, ControlOrder.Remove(Responsible, 7), FailureClass.NotARecipient);
        dialogue.Put(Forge(0, ControlOrder.Remove(Responsible, 7)), FailureClass.None);
        Assert.Equal([Responsible], dialogue.Mailbox().Recipients);
    }

    [Fact]
    public void Only_responsible_and_deputy_erase_and_release()
    {
        dialogue.Report();
        using var vault = dialogue.Vault(2);
        var hold = dialogue.Order(0, ControlOrder.Hold(1));
        var asConfidant = dialogue.Case(0) with { Recipients = [Responsible, dialogue.Sample.Officers[2].Id] };
        foreach (var order in (ControlOrder[])[ControlOrder.Erase([], 1), ControlOrder.Release(hold.ObjectHash, 0)])
        {
            Assert.Null(ControlSealing.Seal(order, asConfidant, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure));
            Assert.Equal(FailureClass.NotAnOfficer, failure);
        }

        Assert.NotNull(ControlSealing.Seal(ControlOrder.Hold(1), asConfidant, vault, dialogue.Directory, dialogue.Sample.Entropy, out _));
    }

    [Fact]
    public void An_order_names_what_is_there_and_nobody_confirms_the_own_one()
    {
        dialogue.Report();
        var reply = dialogue.Write(0, new OpenedContent.Reply(Text("x")));
        var erase = dialogue.Order(0, ControlOrder.Erase([reply.Header.ObjectId], 5));
        Refused(0, ControlOrder.Confirm(erase.ObjectHash), FailureClass.WrongChain);
        Refused(1, ControlOrder.Confirm(reply.ObjectHash), FailureClass.WrongChain);
        Refused(0, ControlOrder.Release(erase.ObjectHash, 0), FailureClass.WrongChain);
        Refused(0, ControlOrder.Erase([dialogue.Stored[0].Header.ObjectId], 5), FailureClass.Malformed);
        Refused(0, ControlOrder.Erase([erase.Header.ObjectId], 5), FailureClass.Malformed);
        Refused(0, ControlOrder.Remove(dialogue.Sample.Officers[2].Id, 7), FailureClass.NotARecipient);
        dialogue.Order(1, ControlOrder.Confirm(erase.ObjectHash));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_erased_object_is_called_removed_only_once_its_order_took_effect(bool confirmed)
    {
        dialogue.Report();
        var reply = dialogue.Write(0, new OpenedContent.Reply(Text("x")));
        var erase = dialogue.Order(0, ControlOrder.Erase([reply.Header.ObjectId], 5));
        if (confirmed)
        {
            dialogue.Order(1, ControlOrder.Confirm(erase.ObjectHash));
        }

        dialogue.Gone.UnionWith([(reply.Header.ObjectId, Responsible), (reply.Header.ObjectId, Deputy), (reply.Header.ObjectId, Id16.Zeros)]);
        var expected = confirmed ? ItemState.Removed : ItemState.Withheld;
        Assert.Equal(expected, dialogue.Case(0).Items.Single(item => item.ObjectHash == reply.ObjectHash).State);
        Assert.Equal(expected, dialogue.Mailbox().Items.Single(item => item.ObjectHash == reply.ObjectHash).State);
        Assert.Empty(dialogue.Case(1).Missing);
    }

    private void Refused(int officer, ControlOrder order, FailureClass expected)
    {
        using var vault = dialogue.Vault(officer);
        Assert.Null(ControlSealing.Seal(order, dialogue.Case(officer), vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure));
        Assert.Equal(expected, failure);
    }

    /// <summary>An order as no honest client signs it.</summary>
    private byte[] Forge(int officer, ControlOrder order)
    {
        using var vault = dialogue.Vault(officer);
        using var key = Protocol.Keys.OfficerSigningKey.FromSeed(vault.SigningSeed.Span);
        var opened = dialogue.Case(officer);
        var place = ReportSealing.Placement(dialogue.Directory, opened.ReportId, ObjectIds.Create(dialogue.Sample.Entropy));
        return ClearObject.Sign(ChainHeads.Next(place, opened.Heads, vault.OfficerId, 0).Header(ObjectKind.Control, vault.OfficerId, 0), order.Encode(), key);
    }
}
