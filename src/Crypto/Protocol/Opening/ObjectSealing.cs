using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>To whom a data key is wrapped, with the X-Wing key (1216 bytes).</summary>
public sealed record SealingRecipient(Id16 Who, Id16 KeyId, ReadOnlyMemory<byte> PublicKey);

/// <summary>
/// Seals one object: pads, commits to a fresh data key, wraps it to each recipient, encrypts, signs. Who may receive is decided by the callers in
/// <see cref="ReportSealing"/> and <see cref="OfficerSealing"/>.
/// </summary>
internal static class ObjectSealing
{
    private const int KeySize = 32;

    /// <summary>The whole object; null with the reason where content or recipients do not allow one.</summary>
    /// <param name="start">Header without commitment, body length and recipients.</param>
    /// <param name="content">What is sealed.</param>
    /// <param name="recipients">At least one, distinct.</param>
    /// <param name="key">Signs; must be the author's.</param>
    /// <param name="entropy">Data key, then 64 bytes a wrap, then the salt.</param>
    /// <param name="container">The files; its data key and object id become those of the object. Null without files.</param>
    /// <param name="failure">malformed (too long, or a container of other recipients, organisation or kind), not-a-recipient (none) or wrong-key (a key that cannot be sealed to).</param>
    internal static byte[]? Seal(
        ObjectHeader start, OpenedContent content, IReadOnlyList<SealingRecipient> recipients, SigningKey key, IEntropy entropy, SealedContainer? container, out FailureClass failure)
    {
        using var writer = ContentCodec.Write(container is null ? content : content with { Files = container.Manifest });
        var padded = Fits(start, recipients, container) ? BodyCodec.Pad(writer.Written) : null;
        failure = padded is null ? FailureClass.Malformed : recipients.Count == 0 ? FailureClass.NotARecipient : FailureClass.None;
        if (padded is null || failure != FailureClass.None)
        {
            return null;
        }

        try
        {
            return Seal(container is null ? start : Name(start, container, recipients), padded, recipients, key, entropy, container?.DataKey, out failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    /// <summary>Seals a padded body as it is; vectors of wrong padding come in here.</summary>
    internal static byte[]? Seal(
        ObjectHeader start, ReadOnlySpan<byte> padded, IReadOnlyList<SealingRecipient> recipients, SigningKey key, IEntropy entropy, Secret? containerKey, out FailureClass failure)
    {
        using var dataKey = containerKey is null ? Secret.Create(entropy, KeySize) : Secret.Copy(containerKey.Span);
        var header = (start with
        {
            KeyCommitment = WrapCodec.Commit(dataKey),
            BodyLength = (uint)BodyBuckets.Sealed(padded.Length),
            Recipients = [.. recipients.Select(recipient => new Recipient(recipient.Who, recipient.KeyId))],
        }).Encode();
        var transcript = Sic.Hash(Labels.Transcript, header);
        var wraps = recipients.Select(recipient => WrapCodec.Seal(recipient, start.Kind, transcript, dataKey, entropy)).ToList();
        failure = wraps.Contains(null) ? FailureClass.WrongKey : FailureClass.None;
        return failure == FailureClass.None ? Sign(header, transcript, wraps!, BodyCodec.Seal(dataKey, transcript, padded, entropy), key) : null;
    }

    private static bool Fits(ObjectHeader start, IReadOnlyList<SealingRecipient> recipients, SealedContainer? container) =>
        container is null
        || (start.Kind.MayHaveFiles() && start.OrganisationId == container.OrganisationId && container.MayServe(recipients.Select(recipient => recipient.Who)));

    private static ObjectHeader Name(ObjectHeader start, SealedContainer container, IReadOnlyList<SealingRecipient> recipients)
    {
        container.Recipients = [.. recipients.Select(recipient => recipient.Who)];
        return start with { ObjectId = container.ObjectId, ContainerLength = (ulong)container.Length, ContainerHash = container.Hash };
    }

    internal static byte[] Sign(byte[] header, Hash32 transcript, IEnumerable<byte[]> wraps, byte[] body, SigningKey key)
    {
        var objectHash = Sic.Hash(Labels.ObjectHash, transcript.Span, SignedHeader.HashBody(body).Span);
        return SealedObject.Assemble(header, wraps, body, key.Sign(SignedHeader.SigningInput(objectHash)));
    }
}
