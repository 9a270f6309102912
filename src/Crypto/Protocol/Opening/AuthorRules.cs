using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Whose signature an object must bear, by the directory that it names (docs/protocol.md section 9).</summary>
internal sealed class AuthorRules(ObjectHeader report, DirectoryHistory history)
{
    /// <summary>Judges one entry: same report, accepted directory, an author of that directory, the author's signature.</summary>
    internal FailureClass Judge(ObjectEntry entry, out DirectoryOfficer? officer)
    {
        officer = null;
        var header = entry.Header;
        if (header.OrganisationId != history.OrganisationId)
        {
            return FailureClass.WrongOrganisation;
        }

        if (header.ReportId != report.ReportId)
        {
            return FailureClass.WrongChain;
        }

        var failure = FindKey(entry, out var key, out officer);
        if (failure != FailureClass.None)
        {
            return failure;
        }

        return entry.SignedHeader.VerifySignature(key.Span) ? FailureClass.None : FailureClass.WrongSignature;
    }

    private FailureClass FindKey(ObjectEntry entry, out Hash32 key, out DirectoryOfficer? officer)
    {
        key = Hash32.Zeros;
        officer = null;
        var header = entry.Header;
        var directory = history.Find(header.DirectorySequence, header.DirectoryHash);
        if (directory is null || !history.Accepts(directory, header.Day) || !IsStoredNear(entry))
        {
            return FailureClass.WrongDirectory;
        }

        switch (header.Kind.Author())
        {
            case AuthorRole.Reporter:
                key = report.Reporter!.Value.AuthPublicKey;
                return FailureClass.None;
            case AuthorRole.Channel:
                return FindChannel(entry, directory, out key);
            default:
                officer = directory.FindOfficer(header.Author);
                key = officer?.SigningKey ?? Hash32.Zeros;
                return officer is not null && MayWrite(officer, entry) ? FailureClass.None : FailureClass.NotAnOfficer;
        }
    }

    /// <summary>The server's day may turn between writing and storing; more than that and one of the two days is not true.</summary>
    private static bool IsStoredNear(ObjectEntry entry) =>
        entry.PutDay.AddDays(-1) <= entry.Header.Day && entry.Header.Day <= entry.PutDay.AddDays(1);

    private static bool MayWrite(DirectoryOfficer officer, ObjectEntry entry) =>
        officer.From <= entry.Header.Day && entry.Header.Day <= officer.To
        && (!IsForDeciders(entry) || officer.Role is OfficerRole.Responsible or OfficerRole.Deputy);

    private static bool IsForDeciders(ObjectEntry entry) =>
        entry.Header.Kind == ObjectKind.Decision
        || (entry.Header.Kind == ObjectKind.Control && ControlOrder.TryParse(entry.Body, out var order) && order.Action is (ControlAction.Release or ControlAction.Erase));

    private static FailureClass FindChannel(ObjectEntry entry, Directory directory, out Hash32 key)
    {
        var channel = ChannelNotice.TryParse(entry.Body, out var notice) ? directory.FindChannel(notice.ChannelKeyId) : null;
        key = channel?.PublicKey ?? Hash32.Zeros;
        return channel is not null && channel.Serves(ChannelUses.Notices, entry.Header.Day) ? FailureClass.None : FailureClass.WrongKey;
    }
}
