using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Seals what an officer writes (kinds 3 to 7): to the report's own officers that the directory still lists, never to anyone left out; all but notes
/// also to the reporter, and to recovery where the report named it.
/// </summary>
public static class OfficerSealing
{
    /// <summary>Seals one object.</summary>
    /// <param name="content">Kinds 3 to 7.</param>
    /// <param name="opened">Opened after the officer's last object was accepted: it holds the heads the new one builds on.</param>
    /// <param name="vault">Of the officer.</param>
    /// <param name="directory">In use; its day is the day of the object.</param>
    /// <param name="entropy">Object id, then as an object takes it.</param>
    /// <param name="failure">
    /// wrong-organisation; not-an-officer (key or role); not-a-recipient (not of this report, or nobody left); wrong-key (the report could not be opened,
    /// so there is no key to reply to; decisions are still possible); wrong-chain (the host withholds own earlier objects); malformed (too long).
    /// </param>
    /// <returns>The object ready to be put; or null.</returns>
    public static byte[]? Seal(OpenedContent content, OpenedCase opened, VaultContent vault, DirectoryInUse directory, IEntropy entropy, out FailureClass failure) =>
        Seal(content, opened, vault, directory, entropy, container: null, out failure);

    /// <summary>The same with files, in kinds 3 and 7. After 409 stale the same container serves again, unless somebody is dropped.</summary>
    public static byte[]? Seal(
        OpenedContent content, OpenedCase opened, VaultContent vault, DirectoryInUse directory, IEntropy entropy, SealedContainer? container, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(directory);
        var kind = ContentCodec.KindOf(content);
        using var key = OfficerSigningKey.FromSeed(vault.SigningSeed.Span);
        failure = JudgePlace(kind, opened, vault, directory, key);
        failure = failure == FailureClass.None ? JudgeContent(kind, content) : failure;
        if (failure != FailureClass.None || Recipients(kind, Addressable(kind, opened, entropy), directory, out failure) is not { } recipients)
        {
            return null;
        }

        var placement = ReportSealing.Placement(directory, opened.ReportId, ObjectIds.Create(entropy));
        var start = ChainHeads.Next(placement, opened.Heads, vault.OfficerId, kind.Stream()).Header(kind, vault.OfficerId, 0);
        return ObjectSealing.Seal(start, content, recipients, key, entropy, container, out failure);
    }

    /// <summary>The directory lists this officer with this key, the report is theirs, the kind is theirs to write, and their chain is whole.</summary>
    internal static FailureClass JudgePlace(ObjectKind kind, OpenedCase opened, VaultContent vault, DirectoryInUse directory, OfficerSigningKey key)
    {
        var organisation = directory.Directory.OrganisationId;
        if (vault.OrganisationId != organisation || opened.OrganisationId != organisation)
        {
            return FailureClass.WrongOrganisation;
        }

        if (directory.FindOfficer(vault.OfficerId)?.Listed is not { } own || own.SigningKey != key.PublicKey
            || (kind == ObjectKind.Decision && own.Role is not (OfficerRole.Responsible or OfficerRole.Deputy)))
        {
            return FailureClass.NotAnOfficer;
        }

        if (!opened.Recipients.Contains(vault.OfficerId))
        {
            return FailureClass.NotARecipient;
        }

        // Writing on a chain whose newest object the host hides would fork it.
        var hidden = opened.Missing.Any(head => head.Author == vault.OfficerId && head.Stream == kind.Stream());
        return hidden ? FailureClass.WrongChain : FailureClass.None;
    }

    private static FailureClass JudgeContent(ObjectKind kind, OpenedContent content)
    {
        var allowed = kind is >= ObjectKind.Reply and <= ObjectKind.Note
            && content is not OpenedContent.Feedback { Action.IsBlank: true }
            && content is not OpenedContent.Feedback { Grounds.IsBlank: true };
        return allowed ? FailureClass.None : FailureClass.Malformed;
    }

    /// <summary>Everybody an officer's object of this kind is sealed to; null where it cannot be.</summary>
    internal static List<SealingRecipient>? Recipients(ObjectKind kind, OpenedCase opened, DirectoryInUse directory, out FailureClass failure)
    {
        var recipients = RecipientSet.Officers(directory, [.. opened.Recipients.Except(opened.Memory.Excluded)]);
        failure = recipients.Count == 0 ? FailureClass.NotARecipient : FailureClass.None;
        if (failure != FailureClass.None || kind == ObjectKind.Note)
        {
            return failure == FailureClass.None ? recipients : null;
        }

        if (opened.ReporterKey.IsEmpty)
        {
            failure = FailureClass.WrongKey;
            return null;
        }

        recipients.Add(new SealingRecipient(Id16.Zeros, Sic.KemKeyId(opened.ReporterKey.Span), opened.ReporterKey));
        recipients.AddRange(opened.Recovery ? [RecipientSet.Recovery(directory)] : []);
        return recipients;
    }

    /// <summary>
    /// A report that nobody can open must still be closable, and a decision needs a wrap for the reporter. It goes to a key whose seed is thrown away: kind
    /// and day of the decision stand in clear, and the reporter sees that it cannot be opened.
    /// </summary>
    private static OpenedCase Addressable(ObjectKind kind, OpenedCase opened, IEntropy entropy)
    {
        if (!opened.ReporterKey.IsEmpty || kind != ObjectKind.Decision)
        {
            return opened;
        }

        using var thrownAway = OfficerKemKey.Create(entropy);
        return opened with { ReporterKey = thrownAway.PublicKey };
    }
}
