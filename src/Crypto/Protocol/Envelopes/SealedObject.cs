using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>
/// An object as it is put: header ‖ wraps (as many as recipients, 1184 bytes each: key_id[16] ‖ enc[1120] ‖ ct[48]) ‖ body ‖ sig[64].
/// Parsed and checked for structure; nobody vouches for it until the signature was verified.
/// </summary>
public sealed class SealedObject
{
    /// <summary>Length of one wrap in bytes.</summary>
    public const int WrapSize = 16 + 1120 + 48;

    private SealedObject(ReadOnlyMemory<byte> bytes, SignedHeader signed, IReadOnlyList<ReadOnlyMemory<byte>> wraps, ReadOnlyMemory<byte> body)
    {
        Bytes = bytes;
        SignedHeader = signed;
        Wraps = wraps;
        Body = body;
    }

    /// <summary>The whole object as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Header, hashes and signature.</summary>
    public SignedHeader SignedHeader { get; }

    public ObjectHeader Header => SignedHeader.Header;

    /// <summary>TH.</summary>
    public Hash32 TranscriptHash => SignedHeader.TranscriptHash;

    /// <summary>SHA-256 of the body as it travels.</summary>
    public Hash32 BodyHash => SignedHeader.BodyHash;

    /// <summary>OH.</summary>
    public Hash32 ObjectHash => SignedHeader.ObjectHash;

    /// <summary>One wrap of 1184 bytes for each recipient, in the same order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Wraps { get; }

    /// <summary>Ciphertext, or the clear body of kinds 9 to 11.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>64 bytes.</summary>
    public ReadOnlyMemory<byte> Signature => SignedHeader.Signature;

    /// <summary>Parses and checks the structure; the signature is a second step.</summary>
    /// <param name="bytes">At most 640 KiB; longer input is refused unread.</param>
    /// <param name="parsed">The object, or null.</param>
    /// <param name="failure">The first violation.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SealedObject? parsed, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= Sic.MaximumObjectSize);
        parsed = Read(ref reader, bytes);
        failure = reader.Failure;
        return parsed is not null;
    }

    /// <summary>True where the author's Ed25519 key signed this object, by the strict profile.</summary>
    public bool VerifySignature(ReadOnlySpan<byte> authorPublicKey) => SignedHeader.VerifySignature(authorPublicKey);

    /// <summary>The wrap for this recipient; null where there is none.</summary>
    public ReadOnlyMemory<byte>? WrapFor(Id16 who)
    {
        for (var index = 0; index < Wraps.Count; index++)
        {
            if (Header.Recipients[index].Who == who)
            {
                return Wraps[index];
            }
        }

        return null;
    }

    internal static byte[] Assemble(ReadOnlySpan<byte> header, IEnumerable<byte[]> wraps, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        using var writer = new SicWriter(header.Length + body.Length + 8192);
        writer.Bytes(header);
        foreach (var wrap in wraps)
        {
            writer.Bytes(wrap);
        }

        return writer.Bytes(body).Bytes(signature).ToArray();
    }

    private static SealedObject? Read(ref SicReader reader, ReadOnlyMemory<byte> bytes)
    {
        if (ObjectHeaderCodec.Read(ref reader) is not { } header)
        {
            return null;
        }

        var headerBytes = bytes[..reader.Position];
        var wraps = ReadWraps(ref reader, header);
        var body = reader.Bytes((int)header.BodyLength);
        var signature = reader.Bytes(Sic.SignatureSize);
        return reader.Finish() && ClearObject.IsWellFormed(ref reader, header, body)
            ? new SealedObject(bytes, new SignedHeader(header, headerBytes, SignedHeader.HashBody(body.Span), signature), wraps, body)
            : null;
    }

    private static List<ReadOnlyMemory<byte>> ReadWraps(ref SicReader reader, ObjectHeader header)
    {
        var wraps = new List<ReadOnlyMemory<byte>>(header.Recipients.Count);
        foreach (var recipient in header.Recipients)
        {
            var wrap = reader.Bytes(WrapSize);
            reader.Require(!reader.Good || wrap.Span[..Id16.Size].SequenceEqual(recipient.KeyId.Span));
            wraps.Add(wrap);
        }

        return wraps;
    }
}
