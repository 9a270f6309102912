using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>How much of an object a host hands out.</summary>
public enum EntryForm : byte
{
    /// <summary>Header, hash of the body, signature: the chain holds, nothing can be opened.</summary>
    Stub = 1,

    /// <summary>Header, the one reader's wrap, body, signature.</summary>
    ForReader = 2,

    /// <summary>A clear object as it was put.</summary>
    Clear = 3,
}

/// <summary>
/// One object as a host hands it out: form u8 ‖ put_day u32 ‖ u32 length ‖ bytes. Form 1 bytes: header ‖ body_hash[32] ‖ sig[64]; form 2: header ‖
/// wrap[1184] (that reader's, without the shred layer) ‖ body ‖ sig[64]; form 3: the whole object of kinds 9 to 11.
/// </summary>
public sealed class ObjectEntry
{
    private ObjectEntry(EntryForm form, CivilDay putDay, ReadOnlyMemory<byte> bytes, SignedHeader signed)
    {
        Form = form;
        PutDay = putDay;
        Bytes = bytes;
        SignedHeader = signed;
    }

    public EntryForm Form { get; }

    /// <summary>The server's civil day when it stored the object.</summary>
    public CivilDay PutDay { get; }

    /// <summary>The bytes inside, without form, day and length.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public SignedHeader SignedHeader { get; }

    public ObjectHeader Header => SignedHeader.Header;

    /// <summary>The reader's wrap; empty unless <see cref="EntryForm.ForReader"/>.</summary>
    public ReadOnlyMemory<byte> Wrap { get; private init; }

    /// <summary>The body; empty for a stub.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>An entry without body.</summary>
    public static ObjectEntry Stub(CivilDay putDay, ReadOnlySpan<byte> header, Hash32 bodyHash, ReadOnlySpan<byte> signature) =>
        Create(EntryForm.Stub, putDay, [.. header, .. bodyHash.Span, .. signature]);

    /// <summary>An entry for one reader.</summary>
    /// <param name="wrap">1184 bytes, without the shred layer.</param>
    public static ObjectEntry ForReader(CivilDay putDay, ReadOnlySpan<byte> header, ReadOnlySpan<byte> wrap, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature) =>
        Create(EntryForm.ForReader, putDay, [.. header, .. wrap, .. body, .. signature]);

    /// <summary>An entry of a clear object.</summary>
    public static ObjectEntry Clear(CivilDay putDay, ReadOnlySpan<byte> objectBytes) =>
        Create(EntryForm.Clear, putDay, objectBytes.ToArray());

    /// <summary>Reads the bytes of one entry.</summary>
    public static bool TryParse(EntryForm form, CivilDay putDay, ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ObjectEntry? entry, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= Sic.MaximumObjectSize);
        entry = ReadBytes(ref reader, form, putDay, bytes);
        failure = reader.Failure;
        return entry is not null;
    }

    /// <summary>form ‖ put_day ‖ length ‖ bytes.</summary>
    public byte[] Encode()
    {
        using var writer = new SicWriter(Bytes.Length + 16);
        Write(writer);
        return writer.ToArray();
    }

    internal void Write(SicWriter writer) => writer.U8((byte)Form).Day(PutDay).LongVector(Bytes.Span);

    internal static ObjectEntry? Read(ref SicReader reader)
    {
        var form = reader.U8();
        var putDay = reader.Day();
        var bytes = reader.LongVector(Sic.MaximumObjectSize);
        if (!reader.Good)
        {
            return null;
        }

        reader.Require(TryParse((EntryForm)form, putDay, bytes, out var entry, out var failure), failure);
        return entry;
    }

    private static ObjectEntry Create(EntryForm form, CivilDay putDay, byte[] bytes) =>
        TryParse(form, putDay, bytes, out var entry, out var failure)
            ? entry
            : throw new ArgumentException($"stored parts do not form an entry: {failure.Name()}");

    private static ObjectEntry? ReadBytes(ref SicReader reader, EntryForm form, CivilDay putDay, ReadOnlyMemory<byte> bytes)
    {
        reader.Require(form is EntryForm.Stub or EntryForm.ForReader or EntryForm.Clear, FailureClass.UnknownKind);
        if (ObjectHeaderCodec.Read(ref reader) is not { } header)
        {
            return null;
        }

        reader.Require(form == EntryForm.Stub || (form == EntryForm.Clear) == header.Kind.IsClear());
        var headerBytes = bytes[..reader.Position];
        var wrap = form == EntryForm.ForReader ? reader.Bytes(SealedObject.WrapSize) : default;
        var stubHash = form == EntryForm.Stub ? reader.Hash() : Hash32.Zeros;
        var body = form == EntryForm.Stub ? default : reader.Bytes((int)header.BodyLength);
        var signature = reader.Bytes(Sic.SignatureSize);
        if (!reader.Finish() || (form == EntryForm.Clear && !ClearObject.IsWellFormed(ref reader, header, body)))
        {
            return null;
        }

        var bodyHash = form == EntryForm.Stub ? stubHash : SignedHeader.HashBody(body.Span);
        return new ObjectEntry(form, putDay, bytes, new SignedHeader(header, headerBytes, bodyHash, signature)) { Wrap = wrap, Body = body };
    }
}
