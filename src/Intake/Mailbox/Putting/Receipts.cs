using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>Makes the answer of an accepted object. Ed25519 is deterministic and the put day is stored, so a repeated put gets the same bytes.</summary>
internal sealed class Receipts(ChannelKey? key)
{
    private static readonly byte[] None = new byte[Receipt.Size];

    /// <summary>False where receipts signed today would not verify: then nothing is accepted, a repeat neither. True where this store signs none.</summary>
    internal bool AreBelieved(PublishedDirectories published, CivilDay today) =>
        key is null || published.Newest?.FindChannel(key.KeyId)?.Serves(ChannelUses.Receipts, today) == true;

    internal PutOutcome.Accepted Accepted(SealedObject sealedObject, CivilDay putDay)
    {
        var header = sealedObject.Header;
        var receipt = key is null ? None : Receipt.Create(key, header.OrganisationId, header.DirectorySequence, sealedObject.ObjectHash, putDay);
        return new PutOutcome.Accepted(receipt, putDay);
    }

    /// <summary>The answer where the object_id is stored already: as at first for the same object, "taken" for another; null where it is new.</summary>
    internal PutOutcome? Repeat(SealedObject sealedObject, QuestionSession session) =>
        session.Stored(sealedObject.Header.ObjectId) is not { } stored ? null
        : stored.ObjectHash == sealedObject.ObjectHash ? Accepted(sealedObject, stored.PutDay)
        : new PutOutcome.Refused(PutCode.ObjectTaken);
}
