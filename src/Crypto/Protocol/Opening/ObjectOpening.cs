using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What came of opening one object.</summary>
/// <param name="Content">Null unless everything held.</param>
/// <param name="ContentHash">SHA-256 of the content without padding; zeros where nothing opened.</param>
/// <param name="Failure">The first step that failed.</param>
public sealed record ObjectOpened(OpenedContent? Content, Hash32 ContentHash, FailureClass Failure)
{
    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<FileEntry> Files { get; init; } = [];
}

/// <summary>Opens one object: signature first, then wrap, commitment, body, padding, content. Nothing is decrypted that nobody signed.</summary>
public static class ObjectOpening
{
    /// <summary>Opens an object as it was put.</summary>
    /// <param name="sealedObject">Parsed.</param>
    /// <param name="authorPublicKey">Whose signature it must bear.</param>
    /// <param name="who">The reader.</param>
    /// <param name="key">The reader's key.</param>
    public static ObjectOpened Open(SealedObject sealedObject, ReadOnlySpan<byte> authorPublicKey, Id16 who, KemKey? key)
    {
        ArgumentNullException.ThrowIfNull(sealedObject);
        if (!sealedObject.VerifySignature(authorPublicKey))
        {
            return Failed(FailureClass.WrongSignature);
        }

        return sealedObject.Header.Kind.IsClear()
            ? OpenClear(sealedObject.Header.Kind, sealedObject.Body)
            : sealedObject.WrapFor(who) is { } wrap ? OpenVerified(sealedObject.SignedHeader, wrap.Span, sealedObject.Body, key?.Key) : Failed(FailureClass.NotARecipient);
    }

    /// <summary>Opens an entry whose signature was verified; a stub has no content and no failure.</summary>
    internal static ObjectOpened OpenVerified(ObjectEntry entry, Func<Id16, Key?> keyFor) => entry.Form switch
    {
        EntryForm.Stub => Failed(FailureClass.None),
        EntryForm.Clear => OpenClear(entry.Header.Kind, entry.Body),
        _ => OpenVerified(entry.SignedHeader, entry.Wrap.Span, entry.Body, keyFor(Id16.From(entry.Wrap.Span[..Id16.Size]))),
    };

    private static ObjectOpened OpenClear(ObjectKind kind, ReadOnlyMemory<byte> body)
    {
        var content = ContentCodec.Read(kind, body, out var failure);
        return content is null ? Failed(failure) : new ObjectOpened(content, SignedHeader.HashBody(body.Span), failure);
    }

    private static ObjectOpened OpenVerified(SignedHeader signed, ReadOnlySpan<byte> wrap, ReadOnlyMemory<byte> body, Key? key)
    {
        if (key is null)
        {
            return Failed(FailureClass.WrongKey);
        }

        using var dataKey = WrapCodec.Open(signed, wrap, key, out var failure);
        if (dataKey is null)
        {
            return Failed(failure);
        }

        failure = BodyCodec.Open(dataKey, signed.TranscriptHash, body.Span, out var bytes);
        return bytes is null ? Failed(failure) : Read(signed.Header, bytes, dataKey);
    }

    private static ObjectOpened Read(ObjectHeader header, byte[] bytes, Secret dataKey)
    {
        try
        {
            var content = ContentCodec.Read(header.Kind, bytes, out var failure);
            return content is null ? Failed(failure)
                : !FitsContainer(header, content.Files) ? Failed(FailureClass.Malformed)
                : new ObjectOpened(content, SignedHeader.HashBody(bytes), failure) { Files = Entries(header, content.Files, dataKey) };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>A manifest and the container that the header names go together, and their lengths agree.</summary>
    private static bool FitsContainer(ObjectHeader header, IReadOnlyList<ManifestRow> files) =>
        header.ContainerLength == (files.Count == 0 ? 0 : (ulong)ContainerLengths.Sealed(ManifestCodec.FilesLength(files)));

    private static IReadOnlyList<FileEntry> Entries(ObjectHeader header, IReadOnlyList<ManifestRow> files, Secret dataKey)
    {
        if (files.Count == 0)
        {
            return [];
        }

        var container = new ContainerKey(header, ContainerSealing.KeyOf(dataKey));
        return [.. files.Select(row => new FileEntry(row, container))];
    }

    private static ObjectOpened Failed(FailureClass failure) => new(null, Hash32.Zeros, failure);
}
