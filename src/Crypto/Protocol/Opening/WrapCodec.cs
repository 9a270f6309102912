using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Wraps a data key to one recipient: key_id[16] ‖ enc[1120] ‖ ct[48], bound to header, kind and recipient (docs/protocol.md section 5).</summary>
internal static class WrapCodec
{
    private const int KeySize = 32;

    /// <summary>The wrap; null where the recipient's key cannot be sealed to.</summary>
    internal static byte[]? Seal(SealingRecipient recipient, ObjectKind kind, Hash32 transcript, Secret dataKey, IEntropy entropy)
    {
        if (!PublicKey.TryImport(KemAlgorithm.XWing, recipient.PublicKey.Span, out var key))
        {
            return null;
        }

        var wrap = new byte[SealedObject.WrapSize];
        recipient.KeyId.Span.CopyTo(wrap);
        var encapsulation = wrap.AsSpan(Id16.Size, Hpke.EncapsulationSize);
        var ciphertext = wrap.AsSpan(Id16.Size + Hpke.EncapsulationSize);
        return Hpke.TrySeal(key, Info(kind), Data(transcript, recipient.KeyId), dataKey.Span, entropy, encapsulation, ciphertext) ? wrap : null;
    }

    /// <summary>The data key; wrong-key where the wrap is not for this key, wrong-commitment where it is not the one of the header.</summary>
    internal static Secret? Open(SignedHeader signed, ReadOnlySpan<byte> wrap, Key key, out FailureClass failure)
    {
        var keyId = Id16.From(wrap[..Id16.Size]);
        var encapsulation = wrap.Slice(Id16.Size, Hpke.EncapsulationSize);
        failure = FailureClass.WrongKey;
        if (!Hpke.TryOpen(key, encapsulation, Info(signed.Header.Kind), Data(signed.TranscriptHash, keyId), wrap[(Id16.Size + Hpke.EncapsulationSize)..], out var dataKey))
        {
            return null;
        }

        if (dataKey.Length == KeySize)
        {
            using var commitment = Hkdf.Expand(dataKey.Span, Labels.Commitment, KeySize);
            failure = commitment.FixedTimeEquals(signed.Header.KeyCommitment.Span) ? FailureClass.None : FailureClass.WrongCommitment;
        }

        if (failure == FailureClass.None)
        {
            return dataKey;
        }

        dataKey.Dispose();
        return null;
    }

    /// <summary>key_commit of a data key.</summary>
    internal static Hash32 Commit(Secret dataKey)
    {
        using var commitment = Hkdf.Expand(dataKey.Span, Labels.Commitment, KeySize);
        return Hash32.From(commitment.Span);
    }

    private static byte[] Info(ObjectKind kind) => [.. Labels.Wrap, 0, (byte)(Sic.Suite >> 8), (byte)(Sic.Suite & 0xFF), (byte)kind];

    private static byte[] Data(Hash32 transcript, Id16 keyId) => [.. transcript.Span, .. keyId.Span];
}
