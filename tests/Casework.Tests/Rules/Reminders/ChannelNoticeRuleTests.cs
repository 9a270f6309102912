using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Tests.Rules.Reminders;

public sealed class ChannelNoticeRuleTests
{
    // Received Friday 18 December 2026: due on Christmas, a Friday; the last working day is Thursday 24 December.
    private static readonly DateOnly Received = new(2026, 12, 18);
    private static readonly DateOnly Target = new(2026, 12, 24);

    [Theory]
    [InlineData(-1, 23, 59, false)]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 15, 59, false)]
    [InlineData(0, 16, 0, true)]
    [InlineData(0, 23, 59, true)]
    [InlineData(1, 0, 0, true)]
    [InlineData(1, 23, 59, true)]
    [InlineData(2, 0, 0, false)]
    public void The_notice_is_due_from_four_in_the_afternoon_of_the_work_target_until_the_term_ends(int days, int hour, int minute, bool due) =>
        Assert.Equal(due, ChannelNoticeRule.IsDue(true, new CaseBuilder(Received).File, Target.AddDays(days), new TimeOnly(hour, minute)));

    [Fact]
    public void It_is_never_due_when_the_setting_is_off() =>
        Assert.False(ChannelNoticeRule.IsDue(false, new CaseBuilder(Received).File, Target, new TimeOnly(18, 0)));

    [Fact]
    public void It_is_not_due_once_an_officer_or_the_channel_acknowledged()
    {
        var byOfficer = new CaseBuilder(Received).With(CaseObjectKind.Acknowledgement, CaseBuilder.Deputy, Received).File;
        var byChannel = new CaseBuilder(Received).With(CaseObjectKind.ChannelNotice, PartyId.Channel, Target).File;

        Assert.False(ChannelNoticeRule.IsDue(true, byOfficer, Target, new TimeOnly(18, 0)));
        Assert.False(ChannelNoticeRule.IsDue(true, byChannel, Target, new TimeOnly(18, 0)));
    }

    [Fact]
    public void A_reply_or_feedback_is_no_acknowledgement()
    {
        var file = new CaseBuilder(Received)
            .With(CaseObjectKind.Reply, CaseBuilder.Deputy, Received)
            .With(CaseObjectKind.Feedback, CaseBuilder.Deputy, Received).File;

        Assert.True(ChannelNoticeRule.IsDue(true, file, Target, new TimeOnly(16, 0)));
    }
}
