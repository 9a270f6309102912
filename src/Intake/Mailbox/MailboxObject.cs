using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>The clear facts of a stored object: enough for the statutory clock and for the heads of chains.</summary>
/// <param name="ReportId">The report it belongs to.</param>
/// <param name="ObjectId">Its own name.</param>
/// <param name="Kind">Stands in clear in the header.</param>
/// <param name="Author">Officer, zeros for the reporter, FFs for the channel.</param>
/// <param name="Stream">1 for notes, else 0.</param>
/// <param name="Sequence">Position in its chain, from 0.</param>
/// <param name="PutDay">The server's civil day at commit.</param>
/// <param name="ObjectHash">OH.</param>
public sealed record MailboxObject(
    Id16 ReportId, Id16 ObjectId, ObjectKind Kind, Id16 Author, byte Stream, uint Sequence, CivilDay PutDay, Hash32 ObjectHash)
{
    /// <summary>This object as the head of its chain.</summary>
    public ChainHead Head => new(Author, Stream, Sequence, ObjectHash);
}
