using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Assisted.Choosing;

/// <summary>The keys as a reporter's browser would judge them on this day.</summary>
/// <param name="InUse">Null where nothing may be sealed.</param>
/// <param name="History">Of every directory; null before the first.</param>
/// <param name="Warnings">What is said before sealing.</param>
/// <param name="Fingerprint">Of the root, as on the poster; empty where the keys are not in order.</param>
internal sealed record TrustedKeys(DirectoryInUse? InUse, DirectoryHistory? History, DirectoryWarnings Warnings, string Fingerprint)
{
    /// <summary>Nothing was published yet.</summary>
    internal bool IsClosed => History is null;
}

/// <summary>
/// Verifies what this host publishes by the rules that hold for every client (docs/protocol.md section 11). No reporter checks the server here; this keeps a
/// damaged or expired list of keys from being used all the same.
/// </summary>
internal sealed class ChannelTrust(MailboxStore mailbox, TimeProvider clock)
{
    private volatile Known? known;

    internal TrustedKeys Current()
    {
        var published = mailbox.Directories.Current();
        var today = published.Today(clock);
        if (known is { } last && last.Generation == published.Generation && last.Day == today)
        {
            return last.Keys;
        }

        var keys = published.Document(today) is { } document ? Judge(document, published.Chain(), today) : new TrustedKeys(null, null, DirectoryWarnings.None, "");
        known = new Known(published.Generation, today, keys);
        return keys;
    }

    private static TrustedKeys Judge(byte[] document, byte[] chain, CivilDay today)
    {
        if (!DirectoryChain.TryParse(chain, out var parsed, out _) || !DirectoryHistory.TryVerify(parsed, out var history, out _))
        {
            return new TrustedKeys(null, null, DirectoryWarnings.None, "");
        }

        var root = history.Roots[^1];
        var verdict = DirectoryVerification.Verify(document, new DirectoryExpectation { DeviceDay = today, Root = root, OrganisationId = history.OrganisationId });
        return verdict is DirectoryVerdict.Accepted accepted
            ? new TrustedKeys(accepted.InUse, history, accepted.Warnings, RootFingerprint.Of(root.Span))
            : new TrustedKeys(null, history, DirectoryWarnings.None, "");
    }

    private sealed record Known(long Generation, CivilDay Day, TrustedKeys Keys);
}
