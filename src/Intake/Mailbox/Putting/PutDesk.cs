using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>The checks of a put that need no lock, on the caller's thread and in the protocol's order; what is left goes into the line.</summary>
internal sealed class PutDesk(
    DirectoryStore directories, Sessions<QuestionSession> sessions, TimeProvider clock, Receipts receipts, PutQueue queue, FreeSpace space, IEntropy entropy)
{
    internal async Task<PutOutcome> PutAsync(ReadOnlyMemory<byte> bytes, PutAudience audience)
    {
        if (bytes.Length > Sic.MaximumObjectSize)
        {
            return new PutOutcome.Refused(PutCode.TooLarge);
        }

        if (!SealedObject.TryParse(bytes, out var sealedObject, out var failure))
        {
            return new PutOutcome.Refused(CodeOf(failure));
        }

        if (!audience.Accepts(sealedObject.Header.Kind))
        {
            return new PutOutcome.Refused(PutCode.UnknownKind);
        }

        if (sessions.Use(session => Answer(sealedObject, session)) is { } answered)
        {
            return answered;
        }

        using var pending = new PendingPut(sealedObject, entropy);
        return await StoreAsync(pending);
    }

    internal async Task<PutOutcome> GrantAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > GrantRequest.MaximumSize)
        {
            return new PutOutcome.Refused(PutCode.TooLarge);
        }

        if (!GrantRequest.TryParse(bytes, out var request, out var failure))
        {
            return new PutOutcome.Refused(CodeOf(failure));
        }

        if (sessions.Use(session => Answer(request.Grant, session) ?? receipts.Repeat(request.Grant, session) ?? GrantRules.Judge(request, session)) is { } answered)
        {
            return answered;
        }

        using var pending = new PendingPut(request.Grant, entropy, request.Wraps);
        return await StoreAsync(pending);
    }

    private async Task<PutOutcome> StoreAsync(PendingPut pending) => await queue.PutAsync(pending) ?? receipts.Accepted(pending.Object, pending.StoredOn);

    /// <summary>The answer where none needs the writer: a refusal, a full disk, a repeat that would be refused today. Null where the object may join the line.</summary>
    private PutOutcome? Answer(SealedObject sealedObject, QuestionSession session)
    {
        var published = directories.At(session.Generation());
        if (!receipts.AreBelieved(published, published.Today(clock)))
        {
            return new PutOutcome.Refused(PutCode.NotOpen);
        }

        var refusal = published.Newest is null ? PutCode.NotOpen : Judge(sealedObject, published, session);
        refusal ??= space.IsEnough() ? null : PutCode.StorageFull;

        // A repeat is answered as at first, whatever has changed since. Where nothing has, the writer asks anyway, and most objects are new.
        return refusal is { } code ? receipts.Repeat(sealedObject, session) ?? new PutOutcome.Refused(code) : null;
    }

    private static PutCode? Judge(SealedObject sealedObject, PublishedDirectories published, QuestionSession session)
    {
        if (ObjectRules.Judge(sealedObject) is not PutCode.Accepted and var ruled)
        {
            return ruled;
        }

        return AuthorRules.Judge(sealedObject, published, session)
            ?? ClearRules.Judge(sealedObject, session)
            ?? (RecoveryFits(sealedObject.Header, session) ? null : PutCode.UnknownRecipient);
    }

    // Whoever refused recovery with the report is not given to it by a later message.
    private static bool RecoveryFits(ObjectHeader header, QuestionSession session) =>
        header.Kind == ObjectKind.Report || header.Recipients.All(recipient => recipient.Who != Id16.Ones) || session.IsRecipient(header.ReportId, Id16.Ones);

    private static PutCode CodeOf(FailureClass failure) => failure switch
    {
        FailureClass.UnknownSuite => PutCode.UnknownSuite,
        FailureClass.UnknownKind => PutCode.UnknownKind,
        _ => PutCode.Malformed,
    };
}
