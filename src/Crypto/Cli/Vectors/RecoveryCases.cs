using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Recovery statements.</summary>
internal static class RecoveryCases
{
    private static readonly CivilDay Today = VectorOrganisation.Today;

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation, VectorOrganisation other)
    {
        var (good, report, newcomer) = (Statement(organisation), organisation.ReportId, organisation.Officers[1]);
        var stranger = ObjectIds.Create(new VectorEntropy("sic1/recovery/stranger"));
        yield return Of("in-order", FailureClass.None, "by the root, for the deputy", good);
        yield return Of("day-bit", FailureClass.WrongSignature, "a bit of the day", Flip(good, 105));
        yield return Of("reason-0", FailureClass.Malformed, "no reason", Flip(good, 107));
        yield return Of("newcomer-bit", FailureClass.NotAnOfficer, "a bit of the newcomer", Flip(good, 40));
        yield return Of("for-a-stranger", FailureClass.NotAnOfficer, "nobody lists this officer", RecoveryStatement.Create(organisation.Root, organisation.Directory, report, stranger, newcomer.KemKey.KeyId, Today, RecoveryReason.PassphraseLost));
        yield return Of("for-the-reporter", FailureClass.Malformed, "zeros are no officer", RecoveryStatement.Create(organisation.Root, organisation.Directory, report, Id16.Zeros, newcomer.KemKey.KeyId, Today, RecoveryReason.PassphraseLost));
        yield return Of("of-another-report", FailureClass.WrongChain, "another report", RecoveryStatement.Create(organisation.Root, organisation.Directory, stranger, newcomer.Id, newcomer.KemKey.KeyId, Today, RecoveryReason.PassphraseLost));
        yield return Of("of-another-root", FailureClass.WrongSignature, "signed by a root that is not the directory's", RecoveryStatement.Create(other.Root, organisation.Directory, report, newcomer.Id, newcomer.KemKey.KeyId, Today, RecoveryReason.PassphraseLost));
        yield return Of("of-another-directory", FailureClass.WrongDirectory, "a bit of the directory's hash", Flip(good, 80));
        yield return Of("elsewhere", FailureClass.WrongOrganisation, "another organisation", Statement(other));
        yield return Of("before-the-directory", FailureClass.WrongDirectory, "two days before the directory was issued", RecoveryStatement.Create(organisation.Root, organisation.Directory, report, newcomer.Id, newcomer.KemKey.KeyId, Today.AddDays(-2), RecoveryReason.PassphraseLost));
        yield return Of("rehearsed", FailureClass.UnknownSuite, "an exercise", RecoveryStatement.Create(organisation.Root, organisation.Directory, report, newcomer.Id, newcomer.KemKey.KeyId, Today, RecoveryReason.PassphraseLost, Sic.RehearsalSuite));
        yield return Of("cut", FailureClass.Malformed, "171 bytes", good[..^1]);

        VectorCase Of(string name, FailureClass expect, string comment, byte[] bytes) =>
            new($"recovery-{name}", "recovery", expect, comment, bytes, ("report-id", Hex(report.Span)), ("chain", Hex(new DirectoryChain([new ChainEntry(ChainEntryKind.Directory, organisation.DirectoryBytes)]).Encode())));
    }

    /// <summary>For the deputy, of the organisation's report.</summary>
    internal static byte[] Statement(VectorOrganisation organisation, int newcomer = 1) => RecoveryStatement.Create(
        organisation.Root, organisation.Directory, organisation.ReportId, organisation.Officers[newcomer].Id, organisation.Officers[newcomer].KemKey.KeyId, Today, RecoveryReason.PassphraseLost);
}
