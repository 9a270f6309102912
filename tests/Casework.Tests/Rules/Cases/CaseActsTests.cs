using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Tests.Rules.Cases;

public sealed class CaseActsTests
{
    private static readonly DateOnly Received = new(2026, 1, 5);

    [Fact]
    public void A_new_case_can_be_acknowledged_answered_and_decided_but_not_closed() =>
        Assert.Equal(
            [CaseAct.Acknowledge, CaseAct.Reply, CaseAct.GiveFeedback, CaseAct.Decide, CaseAct.WriteNote],
            CaseActs.Lawful(new CaseBuilder(Received).File, CaseBuilder.Responsible));

    [Fact]
    public void Receipt_is_acknowledged_once()
    {
        var file = new CaseBuilder(Received).With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, Received).File;

        Assert.Equal(
            new ActDecision.Refused(ActRefusal.AlreadyAcknowledged),
            CaseActs.Decide(file, CaseBuilder.Responsible, CaseAct.Acknowledge));
    }

    [Fact]
    public void An_officer_may_still_acknowledge_after_the_channel_did()
    {
        var file = new CaseBuilder(Received).With(CaseObjectKind.ChannelNotice, PartyId.Channel, Received).File;

        Assert.IsType<ActDecision.Allowed>(CaseActs.Decide(file, CaseBuilder.Responsible, CaseAct.Acknowledge));
    }

    [Fact]
    public void A_case_is_closed_only_after_feedback()
    {
        var file = new CaseBuilder(Received);
        Assert.Equal(
            new ActDecision.Refused(ActRefusal.FeedbackMissing),
            CaseActs.Decide(file.File, CaseBuilder.Responsible, CaseAct.Close));

        file.With(CaseObjectKind.Feedback, CaseBuilder.Deputy, Received);
        Assert.IsType<ActDecision.Allowed>(CaseActs.Decide(file.File, CaseBuilder.Responsible, CaseAct.Close));
    }

    [Fact]
    public void A_confidant_talks_but_does_not_decide()
    {
        var file = new CaseBuilder(Received).To((CaseBuilder.Confidant, OfficerRole.Confidant)).File;

        Assert.Equal(
            new ActDecision.Refused(ActRefusal.NotForThisRole),
            CaseActs.Decide(file, CaseBuilder.Confidant, CaseAct.Decide));
        Assert.IsType<ActDecision.Allowed>(CaseActs.Decide(file, CaseBuilder.Confidant, CaseAct.Reply));
    }

    [Theory]
    [InlineData(OfficerRole.Chief)]
    [InlineData(OfficerRole.DataProtectionOfficer)]
    public void A_chief_or_data_protection_officer_can_do_nothing_even_when_listed(OfficerRole role) =>
        Assert.Empty(CaseActs.Lawful(new CaseBuilder(Received).To((CaseBuilder.Outsider, role)).File, CaseBuilder.Outsider));

    [Fact]
    public void Whoever_does_not_receive_the_case_or_was_removed_can_do_nothing()
    {
        var file = new CaseBuilder(Received).Removed(CaseBuilder.Deputy).File;

        foreach (var officer in (PartyId[])[CaseBuilder.Outsider, CaseBuilder.Deputy, PartyId.Reporter, PartyId.Channel])
        {
            Assert.All(
                Enum.GetValues<CaseAct>(),
                act => Assert.Equal(new ActDecision.Refused(ActRefusal.NotARecipient), CaseActs.Decide(file, officer, act)));
        }
    }
}
