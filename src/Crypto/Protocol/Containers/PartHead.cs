using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>What stands before the bytes of an uploaded part: "sicU" ‖ upload_id[16] ‖ total u64 ‖ index u32 (docs/protocol.md section 9).</summary>
/// <param name="UploadId">Random; stands for one container.</param>
/// <param name="Total">Ciphertext bytes of the whole container.</param>
/// <param name="Index">Which part, from 0.</param>
public sealed record PartHead(Id16 UploadId, long Total, int Index)
{
    /// <summary>Bytes of a head.</summary>
    public const int Size = QuestionSize + sizeof(uint);

    /// <summary>Bytes of the same without an index: the question which parts are held.</summary>
    public const int QuestionSize = 4 + Id16.Size + sizeof(ulong);

    /// <summary>The longest body of an upload.</summary>
    public const int MaximumBody = Size + ContainerLengths.PartSize;

    private static ReadOnlySpan<byte> Magic => "sicU"u8;

    /// <summary>Bytes of the part itself.</summary>
    public int PartLength => ContainerLengths.PartLength(Total, Index);

    /// <summary>Parts of the whole container.</summary>
    public int Parts => ContainerLengths.Parts(Total);

    /// <summary>The head of one part.</summary>
    public byte[] Encode()
    {
        using var writer = new SicWriter();
        return writer.Bytes(EncodeQuestion()).U32((uint)Index).ToArray();
    }

    /// <summary>The question which parts of this upload are held.</summary>
    public byte[] EncodeQuestion()
    {
        using var writer = new SicWriter();
        return writer.Bytes(Magic).Id(UploadId).U64((ulong)Total).ToArray();
    }

    /// <summary>Reads a head. Null for a total that no container has, or an index outside it.</summary>
    public static PartHead? TryParse(ReadOnlyMemory<byte> bytes)
    {
        var reader = new SicReader(bytes);
        var head = Read(ref reader);
        var index = reader.U32();
        reader.Require(!reader.Good || index < (uint)head.Parts);
        return reader.Finish() ? head with { Index = (int)index } : null;
    }

    /// <summary>Reads a question; the index is 0.</summary>
    public static PartHead? TryParseQuestion(ReadOnlyMemory<byte> bytes)
    {
        var reader = new SicReader(bytes);
        var head = Read(ref reader);
        return reader.Finish() ? head : null;
    }

    private static PartHead Read(ref SicReader reader)
    {
        reader.Magic(Magic);
        var uploadId = reader.Id();
        var total = reader.U64();
        reader.Require(ContainerLengths.IsLength(total));
        return new PartHead(uploadId, reader.Good ? (long)total : 0, 0);
    }
}
