using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>What a host answers to a put; the closed list of docs/errors.md.</summary>
public enum PutCode : ushort
{
    Accepted = 0,
    Malformed = 1,
    TooLarge = 2,
    UnknownSuite = 3,
    UnknownKind = 4,
    UnknownRecipient = 5,
    WrongSignature = 6,
    UnknownReport = 7,
    WrongDirectory = 8,

    /// <summary>The container that the object names is not complete here.</summary>
    ContainerMissing = 10,

    /// <summary>A part that does not fit what is held of its upload.</summary>
    PartRefused = 11,
    ObjectTaken = 20,
    Stale = 21,
    WrongOrder = 22,
    AlreadyExists = 23,
    StorageFull = 30,
    Busy = 31,
    NotOpen = 32,
    Internal = 33,

    /// <summary>Unfinished uploads hold all the room that they may have.</summary>
    UploadsFull = 34,
}

/// <summary>The answer to a put: always 512 bytes, code u16 ‖ receipt[142] or zeros ‖ zeros. Its length says nothing.</summary>
/// <param name="Code">What happened.</param>
/// <param name="Receipt">142 bytes where accepted, else empty.</param>
public sealed record PutAnswer(PutCode Code, ReadOnlyMemory<byte> Receipt)
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 512;

    /// <summary>An answer with a receipt.</summary>
    public static byte[] Accepted(ReadOnlySpan<byte> receipt)
    {
        if (receipt.Length != Trust.Receipt.Size)
        {
            throw new ArgumentException("a receipt has 142 bytes", nameof(receipt));
        }

        var answer = new byte[Size];
        receipt.CopyTo(answer.AsSpan(2));
        return answer;
    }

    /// <summary>An answer without a receipt.</summary>
    public static byte[] Refused(PutCode code)
    {
        if (code == PutCode.Accepted || !Enum.IsDefined(code))
        {
            throw new ArgumentOutOfRangeException(nameof(code));
        }

        var answer = new byte[Size];
        BinaryPrimitives.WriteUInt16BigEndian(answer, (ushort)code);
        return answer;
    }

    /// <summary>Reads an answer: a known code, a receipt exactly where accepted, zeros to the end.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out PutAnswer? answer, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length == Size);
        var code = (PutCode)reader.U16();
        reader.Require(Enum.IsDefined(code));
        var receipt = code == PutCode.Accepted ? reader.Bytes(Trust.Receipt.Size) : default;
        reader.Require(!reader.Bytes(reader.Left).Span.ContainsAnyExcept((byte)0), FailureClass.NotCanonical);
        failure = reader.Failure;
        answer = reader.Good ? new PutAnswer(code, receipt) : null;
        return answer is not null;
    }
}
