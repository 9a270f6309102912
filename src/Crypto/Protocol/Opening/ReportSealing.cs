using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What a reporter decides before a report is sealed.</summary>
public sealed record ReportRequest
{
    /// <summary>Officers who receive: at least one, each with a key in the directory, none left out.</summary>
    public required IReadOnlyList<Id16> Recipients { get; init; }

    /// <summary>Officers who must never receive anything of this report.</summary>
    public IReadOnlyList<Id16> Excluded { get; init; } = [];

    /// <summary>Whether recovery receives too.</summary>
    public bool Recovery { get; init; } = true;

    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Language of the page.</summary>
    public required string Locale { get; init; }

    public ObjectModes Mode { get; init; }

    /// <summary>The files; its parts need not be uploaded yet. After 409 stale the same one serves again, unless somebody is dropped.</summary>
    public SealedContainer? Container { get; init; }
}

/// <summary>Seals what a reporter writes: kinds 1 and 2, and signs kind 10.</summary>
public static class ReportSealing
{
    /// <summary>Seals a report.</summary>
    /// <param name="request">What was decided.</param>
    /// <param name="directory">In use; its day is the day of the object.</param>
    /// <param name="keys">Of the code.</param>
    /// <param name="entropy">Report id, object id, then as an object takes it.</param>
    /// <param name="failure">not-a-recipient (none, without key, or left out) or malformed (too long).</param>
    /// <returns>The object ready to be put; or null.</returns>
    public static byte[]? SealReport(ReportRequest request, DirectoryInUse directory, CodeKeys keys, IEntropy entropy, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(keys);
        var recipients = RecipientSet.Officers(directory, request.Recipients);
        if (recipients.Count == 0 || recipients.Count != request.Recipients.Count || request.Recipients.Any(request.Excluded.Contains))
        {
            failure = FailureClass.NotARecipient;
            return null;
        }

        recipients.AddRange(request.Recovery ? [RecipientSet.Recovery(directory)] : []);
        var start = Placement(directory, ObjectIds.Create(entropy), ObjectIds.Create(entropy)).Header(ObjectKind.Report, Id16.Zeros, 0) with
        {
            Mode = request.Mode,
            Reporter = new ReportIdentity(keys.Lookup, keys.Auth.PublicKey),
        };
        var content = new OpenedContent.Report(
            keys.Kem.PublicKey.ToArray(), keys.Auth.PublicKey, keys.Lookup, !request.Recovery, request.Locale, [.. request.Excluded.Order()], request.Answers);
        return ObjectSealing.Seal(start, content, recipients, keys.Auth, entropy, request.Container, out failure);
    }

    /// <summary>Seals a message to the officers of the report that the directory still lists.</summary>
    /// <param name="mailbox">Opened after the last own message was accepted: it holds the heads the new one builds on.</param>
    /// <param name="failure">wrong-organisation, not-a-recipient (none of them receives any more) or malformed (too long).</param>
    public static byte[]? SealMessage(OpenedMailbox mailbox, ReporterAct act, Hash32 refers, Utf8Text text, DirectoryInUse directory, CodeKeys keys, IEntropy entropy, out FailureClass failure) =>
        SealMessage(mailbox, act, refers, text, directory, keys, entropy, container: null, out failure);

    /// <summary>The same with files, and said how it came to be.</summary>
    public static byte[]? SealMessage(
        OpenedMailbox mailbox, ReporterAct act, Hash32 refers, Utf8Text text, DirectoryInUse directory, CodeKeys keys, IEntropy entropy, SealedContainer? container, out FailureClass failure,
        ObjectModes mode = ObjectModes.None)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(keys);
        if (mailbox.OrganisationId != directory.Directory.OrganisationId)
        {
            failure = FailureClass.WrongOrganisation;
            return null;
        }

        var recipients = RecipientSet.Officers(directory, mailbox.Recipients);
        recipients.AddRange(recipients.Count > 0 && mailbox.Recovery ? [RecipientSet.Recovery(directory)] : []);
        var placement = ChainHeads.Next(Placement(directory, mailbox.ReportId, ObjectIds.Create(entropy)), mailbox.Heads, Id16.Zeros, 0);
        var content = new OpenedContent.ReporterMessage(keys.Kem.PublicKey.ToArray(), act, refers, text);
        var start = placement.Header(ObjectKind.ReporterMessage, Id16.Zeros, 0) with { Mode = mode };
        return ObjectSealing.Seal(start, content, recipients, keys.Auth, entropy, container, out failure);
    }

    /// <summary>Signs the removal of answers from the mailbox (kind 10), in clear.</summary>
    /// <param name="mailbox">Opened after the last own message was accepted.</param>
    /// <param name="answers">Object ids of replies in it; those already removed do no harm.</param>
    /// <param name="directory">In use; its day is the day of the object.</param>
    /// <param name="keys">Of the code.</param>
    /// <param name="entropy">Object id.</param>
    /// <param name="failure">wrong-organisation; malformed (none, or something that is no reply of this mailbox).</param>
    public static byte[]? SealRemoval(OpenedMailbox mailbox, IReadOnlyCollection<Id16> answers, DirectoryInUse directory, CodeKeys keys, IEntropy entropy, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(keys);
        var replies = mailbox.Items.Where(item => item.Header.Kind == ObjectKind.Reply).Select(item => item.Header.ObjectId).ToHashSet();
        failure = mailbox.OrganisationId != directory.Directory.OrganisationId ? FailureClass.WrongOrganisation
            : answers.Count == 0 || !answers.All(replies.Contains) ? FailureClass.Malformed
            : FailureClass.None;
        if (failure != FailureClass.None)
        {
            return null;
        }

        var placement = ChainHeads.Next(Placement(directory, mailbox.ReportId, ObjectIds.Create(entropy)), mailbox.Heads, Id16.Zeros, 0);
        return ClearObject.Sign(placement.Header(ObjectKind.Removal, Id16.Zeros, 0), new RemovedAnswers([.. answers.Distinct().Order()]).Encode(), keys.Auth);
    }

    internal static ObjectPlacement Placement(DirectoryInUse directory, Id16 reportId, Id16 objectId) => new()
    {
        OrganisationId = directory.Directory.OrganisationId,
        DirectorySequence = directory.Directory.Sequence,
        DirectoryHash = directory.Directory.Hash,
        Day = directory.Day,
        ReportId = reportId,
        ObjectId = objectId,
    };
}
