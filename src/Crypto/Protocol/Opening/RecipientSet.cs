using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Whom the reporter signed into the header of kind 1, without anybody in `excluded`; newcomers join and others leave by <see cref="CaseMembers"/>
/// (docs/protocol.md section 8).
/// </summary>
internal static class RecipientSet
{
    internal static List<Id16> Of(ObjectHeader report, IReadOnlyCollection<Id16> excluded) =>
        [.. report.Recipients.Select(recipient => recipient.Who).Where(who => who.NamesAnOfficer && !excluded.Contains(who))];

    internal static bool NamesRecovery(ObjectHeader report) => report.Recipients.Any(recipient => recipient.Who == Id16.Ones);

    /// <summary>Those of the set to whom the directory in use lets anything be sealed, in directory order.</summary>
    internal static List<SealingRecipient> Officers(DirectoryInUse directory, IReadOnlyCollection<Id16> wanted) =>
        [.. directory.Officers.Where(officer => officer.Key is not null && wanted.Contains(officer.Listed.Id))
            .Select(officer => new SealingRecipient(officer.Listed.Id, officer.Key!.KeyId, officer.Key.PublicKey))];

    internal static SealingRecipient Recovery(DirectoryInUse directory) =>
        new(Id16.Ones, directory.Directory.RecoveryKeyId, directory.Directory.Content.RecoveryKey);
}
