using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Opening;

/// <summary>The reporter takes answers out of the mailbox (kind 10).</summary>
public sealed class RemovalTests
{
    private readonly Dialogue dialogue = new();

    [Fact]
    public void A_removed_answer_is_a_stub_for_the_reporter_alone_and_every_chain_still_holds()
    {
        var (reply, other) = Start();
        dialogue.RemoveAnswers(reply);
        dialogue.Message("Dank u");

        var mailbox = dialogue.Mailbox();
        Assert.Equal((ItemState.Removed, ItemState.Opened), (State(mailbox, reply), State(mailbox, other)));
        Assert.Empty(mailbox.Missing);
        Assert.DoesNotContain(mailbox.Items, item => item.State is ItemState.Forked or ItemState.MissingBefore or ItemState.NotFromYourOfficers);
        Assert.Equal(ItemState.Opened, dialogue.Case(0).Items.Single(item => item.ObjectHash == reply.ObjectHash).State);
        Assert.All(dialogue.Case(1).Items, item => Assert.Equal(ItemState.Opened, item.State));
    }

    [Fact]
    public void Removing_again_is_one_more_removal_and_changes_nothing()
    {
        var (reply, _) = Start();
        dialogue.RemoveAnswers(reply);
        dialogue.RemoveAnswers(reply, reply);
        Assert.Equal(ItemState.Removed, State(dialogue.Mailbox(), reply));
    }

    [Fact]
    public void What_a_host_withholds_without_an_order_is_not_called_removed()
    {
        var (reply, _) = Start();
        dialogue.Gone.Add((reply.Header.ObjectId, Id16.Zeros));
        Assert.Equal(ItemState.Withheld, State(dialogue.Mailbox(), reply));
    }

    [Fact]
    public void Only_replies_of_the_own_mailbox_are_removed_and_at_least_one()
    {
        var (reply, _) = Start();
        var acknowledgement = dialogue.Write(0, new OpenedContent.Acknowledgement(Text("Ontvangen")));
        foreach (var wrong in (Id16[][])[[], [acknowledgement.Header.ObjectId], [reply.Header.ObjectId, dialogue.Stored[0].Header.ObjectId]])
        {
            Assert.Null(ReportSealing.SealRemoval(dialogue.Mailbox(), wrong, dialogue.Directory, dialogue.Code, dialogue.Sample.Entropy, out var failure));
            Assert.Equal(FailureClass.Malformed, failure);
        }
    }

    private (SealedObject Reply, SealedObject Other) Start()
    {
        dialogue.Report();
        return (dialogue.Write(0, new OpenedContent.Reply(Text("Waar?"))), dialogue.Write(1, new OpenedContent.Reply(Text("Wanneer?"))));
    }

    private static ItemState State(OpenedMailbox mailbox, SealedObject wanted) => mailbox.Items.Single(item => item.ObjectHash == wanted.ObjectHash).State;
}
