using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>Whose key must have signed an object, and whether that author may write into the report at all.</summary>
internal static class AuthorRules
{
    /// <summary>The refusal, or null where the author signed.</summary>
    internal static PutCode? Judge(SealedObject sealedObject, PublishedDirectories published, QuestionSession session)
    {
        var header = sealedObject.Header;
        var refusal = header.Kind.Author() switch
        {
            AuthorRole.Reporter => FindReporter(header, session, out var key) ?? Verify(sealedObject, key),
            AuthorRole.Officer => FindOfficer(header, published, session, out var key) ?? Verify(sealedObject, key),
            _ => FindChannel(sealedObject, published, session, out var key) ?? Verify(sealedObject, key),
        };
        return refusal;
    }

    private static PutCode? Verify(SealedObject sealedObject, Hash32 key) =>
        sealedObject.VerifySignature(key.Span) ? null : PutCode.WrongSignature;

    private static PutCode? FindReporter(ObjectHeader header, QuestionSession session, out Hash32 key)
    {
        var known = header.Reporter?.AuthPublicKey ?? session.AuthKeyOf(header.ReportId);
        key = known ?? Hash32.Zeros;
        return known is null ? PutCode.UnknownReport : null;
    }

    // An officer who is not a recipient gets the same answer as for a report that does not exist (I-27).
    private static PutCode? FindOfficer(ObjectHeader header, PublishedDirectories published, QuestionSession session, out Hash32 key)
    {
        key = Hash32.Zeros;
        if (!session.IsRecipient(header.ReportId, header.Author))
        {
            return PutCode.UnknownReport;
        }

        if (DirectoryRules.Named(header, published)?.FindOfficer(header.Author) is not { } officer)
        {
            return PutCode.WrongDirectory;
        }

        key = officer.SigningKey;
        return officer.From <= header.Day && header.Day <= officer.To ? null : PutCode.WrongSignature;
    }

    private static PutCode? FindChannel(SealedObject sealedObject, PublishedDirectories published, QuestionSession session, out Hash32 key)
    {
        var header = sealedObject.Header;
        key = Hash32.Zeros;
        if (session.AuthKeyOf(header.ReportId) is null)
        {
            return PutCode.UnknownReport;
        }

        if (!ChannelNotice.TryParse(sealedObject.Body, out var notice) || DirectoryRules.Named(header, published) is not { } directory)
        {
            return PutCode.WrongDirectory;
        }

        var channel = directory.FindChannel(notice.ChannelKeyId);
        key = channel?.PublicKey ?? Hash32.Zeros;
        return channel is not null && channel.Serves(ChannelUses.Notices, header.Day) ? null : PutCode.WrongSignature;
    }
}
