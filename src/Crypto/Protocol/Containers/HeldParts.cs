using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Protocol.Containers;

/// <summary>
/// The answer to the question which parts are held: code u16 ‖ count u32 ‖ bitmap (part 0 is the highest bit of the first byte) ‖ zeros up to a
/// multiple of 512 bytes. Its length follows from the total alone, and an upload that is not known holds nothing.
/// </summary>
public static class HeldParts
{
    private const int Step = 512;
    private const int Prefix = sizeof(ushort) + sizeof(uint);

    /// <summary>The answer for a container of this many parts.</summary>
    public static byte[] Encode(int parts, IEnumerable<int> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        var length = Prefix + ((parts + 7) / 8);
        var answer = new byte[(length + Step - 1) / Step * Step];
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(sizeof(ushort)), (uint)parts);
        foreach (var index in held)
        {
            answer[Prefix + (index >> 3)] |= (byte)(0x80 >> (index & 7));
        }

        return answer;
    }

    /// <summary>The parts named in an answer; null where it is none for this many parts, or a refusal with its code.</summary>
    public static IReadOnlySet<int>? TryParse(ReadOnlySpan<byte> answer, int parts, out PutCode code)
    {
        code = PutCode.Malformed;
        if (answer.Length < Step || answer.Length % Step != 0)
        {
            return null;
        }

        code = (PutCode)BinaryPrimitives.ReadUInt16BigEndian(answer);
        if (code != PutCode.Accepted || BinaryPrimitives.ReadUInt32BigEndian(answer[sizeof(ushort)..]) != (uint)parts || answer.Length < Prefix + ((parts + 7) / 8))
        {
            code = code == PutCode.Accepted || !Enum.IsDefined(code) ? PutCode.Malformed : code;
            return null;
        }

        var held = new HashSet<int>();
        for (var index = 0; index < parts; index++)
        {
            if ((answer[Prefix + (index >> 3)] & (0x80 >> (index & 7))) != 0)
            {
                held.Add(index);
            }
        }

        return held;
    }
}
