using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>
/// Lets a colleague into a case (kind 8, scope 1): an object to everybody in it and the newcomer, and the data key of all that the granter can open, wrapped to
/// the newcomer. Whoever the reporter left out is never let in, whatever a server lists.
/// </summary>
public static class GrantSealing
{
    /// <summary>Whether this officer could be let in: in force, not a reader yet, not left out, never removed from it. False while nobody knows who was left out.</summary>
    public static bool MayBeGranted(OpenedCase opened, DirectoryInUse directory, Id16 newcomer)
    {
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(directory);
        return !opened.Memory.KemKey.IsEmpty
            && !opened.Memory.Excluded.Contains(newcomer)
            && !opened.Recipients.Contains(newcomer)
            && !opened.Removed.Contains(newcomer)
            && RecipientSet.Officers(directory, [newcomer]).Count == 1;
    }

    /// <summary>Seals the request of POST /o/grant.</summary>
    /// <param name="newcomer">An officer of the directory in use.</param>
    /// <param name="reason">Everybody in the case reads it, the reporter too.</param>
    /// <param name="opened">Opened from <paramref name="list"/>.</param>
    /// <param name="list">sicL: the wraps stand in it.</param>
    /// <param name="vault">Of the granter.</param>
    /// <param name="directory">In use; its day is the day of the object.</param>
    /// <param name="entropy">Object id, then as an object takes it, then 64 bytes a wrap.</param>
    /// <param name="failure">not-a-recipient (newcomer or granter), not-an-officer, wrong-organisation, wrong-key (the report does not open), wrong-chain, malformed.</param>
    public static byte[]? Seal(
        Id16 newcomer, Utf8Text reason, OpenedCase opened, ReadOnlyMemory<byte> list, VaultContent vault, DirectoryInUse directory, IEntropy entropy, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(directory);
        using var key = OfficerSigningKey.FromSeed(vault.SigningSeed.Span);
        failure = OfficerSealing.JudgePlace(ObjectKind.Grant, opened, vault, directory, key);
        if (failure == FailureClass.None && !MayBeGranted(opened, directory, newcomer))
        {
            failure = FailureClass.NotARecipient;
        }

        if (failure != FailureClass.None || OfficerSealing.Recipients(ObjectKind.Grant, opened, directory, out failure) is not { } recipients)
        {
            return null;
        }

        var target = RecipientSet.Officers(directory, [newcomer])[0];
        var entries = HandedOn(opened, list, out failure);
        return failure == FailureClass.None ? Seal(target, reason, opened, entries, [.. recipients, target], vault, directory, key, entropy, out failure) : null;
    }

    private static byte[]? Seal(
        SealingRecipient target, Utf8Text reason, OpenedCase opened, List<ObjectEntry> entries, List<SealingRecipient> recipients,
        VaultContent vault, DirectoryInUse directory, OfficerSigningKey key, IEntropy entropy, out FailureClass failure)
    {
        var placement = ReportSealing.Placement(directory, opened.ReportId, ObjectIds.Create(entropy));
        var start = ChainHeads.Next(placement, opened.Heads, vault.OfficerId, 0).Header(ObjectKind.Grant, vault.OfficerId, 0);
        var content = new OpenedContent.Grant(target.Who, target.KeyId, GrantScope.Joins, [.. entries.Select(entry => entry.Header.ObjectId)], reason);
        if (ObjectSealing.Seal(start, content, recipients, key, entropy, container: null, out failure) is not { } grant)
        {
            return null;
        }

        var wraps = entries.Select(entry => Rewrap(entry, target, vault, entropy)).ToList();
        failure = wraps.Contains(null) ? FailureClass.WrongKey : FailureClass.None;
        return failure == FailureClass.None ? GrantRequest.Encode(grant, wraps!) : null;
    }

    /// <summary>Everything that opened, by object id; identity travels apart and never by a grant of this scope.</summary>
    private static List<ObjectEntry> HandedOn(OpenedCase opened, ReadOnlyMemory<byte> list, out FailureClass failure)
    {
        failure = ObjectList.TryParse(list, out var parsed, out var malformed) ? FailureClass.WrongKey : malformed;
        var hashes = opened.Items.Where(item => item.Content is not null && item.Header.Kind != ObjectKind.Identity).Select(item => item.ObjectHash).ToHashSet();
        List<ObjectEntry> entries =
        [
            .. (parsed?.Entries ?? []).Where(entry => entry.Form == EntryForm.ForReader && hashes.Contains(entry.SignedHeader.ObjectHash))
                .OrderBy(entry => entry.Header.ObjectId),
        ];
        if (entries.Exists(entry => entry.Header.Kind == ObjectKind.Report))
        {
            failure = FailureClass.None;
        }

        return entries;
    }

    private static GrantedWrap? Rewrap(ObjectEntry entry, SealingRecipient target, VaultContent vault, IEntropy entropy)
    {
        var keyId = Id16.From(entry.Wrap.Span[..Id16.Size]);
        foreach (var seed in vault.KemKeys)
        {
            using var own = OfficerKemKey.FromSeed(seed.Seed.Span);
            if (own.KeyId == keyId)
            {
                using var dataKey = WrapCodec.Open(entry.SignedHeader, entry.Wrap.Span, own.Key, out _);
                return dataKey is not null && WrapCodec.Seal(target, entry.Header.Kind, entry.SignedHeader.TranscriptHash, dataKey, entropy) is { } wrap
                    ? new GrantedWrap(entry.Header.ObjectId, target.Who, wrap)
                    : null;
            }
        }

        return null;
    }
}
