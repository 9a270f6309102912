using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Which objects hang on one kind 1. The reporter's chain leads to it link by link, signed by the key that it brings; an officer's object is signed by an officer of
/// the directory that it names and has seen an object of that chain. What only claims the report's id does neither.
/// </summary>
internal sealed class RecoveryChain
{
    private readonly AuthorRules rules;
    private readonly Dictionary<uint, Hash32> reporters = [];

    internal RecoveryChain(RecoverableReport report, DirectoryHistory history)
    {
        rules = new AuthorRules(report.Report.Header, history);
        reporters[0] = report.Report.SignedHeader.ObjectHash;
        foreach (var entry in report.Objects.Select(item => item.Entry).Where(entry => entry.Header.Author == Id16.Zeros && entry.Header.Sequence > 0).OrderBy(entry => entry.Header.Sequence))
        {
            if (IsNext(entry) && rules.Judge(entry, out _) == FailureClass.None)
            {
                reporters.TryAdd(entry.Header.Sequence, entry.SignedHeader.ObjectHash);
            }
        }
    }

    /// <summary>Authentic, and of this very report.</summary>
    internal bool Holds(ObjectEntry entry) => entry.Header.Author == Id16.Zeros
        ? reporters.TryGetValue(entry.Header.Sequence, out var own) && own == entry.SignedHeader.ObjectHash
        : rules.Judge(entry, out _) == FailureClass.None && entry.Header.Seen.Any(IsHeld);

    private bool IsNext(ObjectEntry entry) => reporters.TryGetValue(entry.Header.Sequence - 1, out var before) && before == entry.Header.Previous;

    private bool IsHeld(ChainHead head) =>
        head.Author == Id16.Zeros && head.Stream == 0 && reporters.TryGetValue(head.Sequence, out var held) && held == head.ObjectHash;
}
