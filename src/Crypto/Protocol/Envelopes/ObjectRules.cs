using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>
/// What a host can say of an object without any store (docs/protocol.md section 9, step 3): rules of its kind that the encoding alone does not force. Pure;
/// signature, recipients' keys, days and chains are judged elsewhere.
/// </summary>
public static class ObjectRules
{
    /// <summary>Kinds of this version; the rest is reserved.</summary>
    public static bool IsInUse(ObjectKind kind) =>
        kind is >= ObjectKind.Report and <= ObjectKind.ChannelNotice;

    /// <summary>Judges one object.</summary>
    /// <returns><see cref="PutCode.Accepted"/>, <see cref="PutCode.UnknownKind"/>, <see cref="PutCode.UnknownRecipient"/> or <see cref="PutCode.Malformed"/>.</returns>
    public static PutCode Judge(SealedObject candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var header = candidate.Header;
        if (!IsInUse(header.Kind))
        {
            return PutCode.UnknownKind;
        }

        if (!HasAllowedShape(candidate.SignedHeader))
        {
            return PutCode.Malformed;
        }

        return HasAllowedRecipients(header) ? PutCode.Accepted : PutCode.UnknownRecipient;
    }

    private static bool HasAllowedShape(SignedHeader signed) =>
        IsName(signed.Header.ReportId)
        && IsName(signed.Header.ObjectId)
        && HasAllowedMode(signed.Header)
        && HasAllowedPlace(signed);

    /// <summary>Ids of reports and objects are random; the reserved ones would confuse whoever reads them as an author or recipient.</summary>
    private static bool IsName(Id16 id) => id.NamesAnOfficer;

    private static bool HasAllowedMode(ObjectHeader header) => header.Kind switch
    {
        ObjectKind.Report => true,
        ObjectKind.ReporterMessage => (header.Mode & ObjectModes.EnteredByOfficer) == 0,
        _ => header.Mode == ObjectModes.None,
    };

    private static bool HasAllowedPlace(SignedHeader signed) => signed.Header.Kind switch
    {
        ObjectKind.Report => signed.Header is { Sequence: 0, Seen.Count: 0, Reporter: { } reporter }
            && reporter.Lookup != Hash32.Zeros && signed.ReporterKey is not null,
        ObjectKind.ReporterMessage or ObjectKind.Removal => signed.Header.Sequence > 0,
        _ => signed.Header.Seen.Any(head => head.Author == Id16.Zeros && head.Stream == 0),
    };

    private static bool HasAllowedRecipients(ObjectHeader header)
    {
        var officers = header.Recipients.Any(recipient => recipient.Who.NamesAnOfficer);
        var reporter = header.Recipients.Any(recipient => recipient.Who == Id16.Zeros);
        var recovery = header.Recipients.Any(recipient => recipient.Who == Id16.Ones);
        return header.Kind switch
        {
            _ when header.Kind.IsClear() => true,
            ObjectKind.Report or ObjectKind.ReporterMessage => officers && !reporter,
            ObjectKind.Note => officers && !reporter && !recovery,
            _ => officers && reporter,
        };
    }
}
