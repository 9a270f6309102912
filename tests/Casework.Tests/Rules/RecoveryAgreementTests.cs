using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Casework.Rules.Recovering;

namespace IntegrityChannel.Casework.Tests.Rules;

/// <summary>Who may be the second person of a recovery.</summary>
public sealed class RecoveryAgreementTests
{
    private static readonly AskedRecovery Asked = new(Party(1), Party(2), Party(3));

    [Theory]
    [InlineData(4, null, AgreementDecision.Allowed)]
    [InlineData(4, OfficerRole.Responsible, AgreementDecision.Allowed)]
    [InlineData(4, OfficerRole.Deputy, AgreementDecision.Allowed)]
    [InlineData(4, OfficerRole.Confidant, AgreementDecision.NotForThisRole)]
    [InlineData(4, OfficerRole.Investigator, AgreementDecision.NotForThisRole)]
    [InlineData(4, OfficerRole.Chief, AgreementDecision.NotForThisRole)]
    [InlineData(1, null, AgreementDecision.SamePerson)]
    [InlineData(2, OfficerRole.Responsible, AgreementDecision.Concerned)]
    [InlineData(3, OfficerRole.Deputy, AgreementDecision.Concerned)]
    public void Without_a_data_protection_officer_a_second_administrator_or_a_decider_agrees(byte who, OfficerRole? role, AgreementDecision expected) =>
        Assert.Equal(expected, RecoveryAgreement.Decide(Asked, Party(who), role, []));

    [Theory]
    [InlineData(6, OfficerRole.DataProtectionOfficer, AgreementDecision.Allowed)]
    [InlineData(4, null, AgreementDecision.NeedsDataProtectionOfficer)]
    [InlineData(4, OfficerRole.Responsible, AgreementDecision.NeedsDataProtectionOfficer)]
    [InlineData(1, null, AgreementDecision.SamePerson)]
    public void With_a_data_protection_officer_nobody_else_agrees(byte who, OfficerRole? role, AgreementDecision expected) =>
        Assert.Equal(expected, RecoveryAgreement.Decide(Asked, Party(who), role, [Party(6)]));

    [Fact]
    public void A_data_protection_officer_whom_it_is_about_counts_for_none() =>
        Assert.Equal(AgreementDecision.Allowed, RecoveryAgreement.Decide(Asked, Party(4), null, [Party(2)]));

    private static PartyId Party(byte value) => new(value);
}
