using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>Codes between bytes of a form and what the protocol makes of them; every array in between is pinned and wiped.</summary>
internal static class CodeText
{
    internal const int GroupLength = 4;
    internal const int Groups = 7;

    /// <summary>Reads what was typed, forgivingly.</summary>
    internal static CodeReading Read(ReadOnlyMemory<byte> typed)
    {
        var characters = GC.AllocateArray<char>(typed.Length, pinned: true);
        try
        {
            return CodeReader.Read(characters.AsSpan(0, Encoding.UTF8.GetChars(typed.Span, characters)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));
        }
    }

    /// <summary>Seven groups of four with dashes between, in ASCII; the caller wipes it.</summary>
    internal static byte[] Write(ReferenceCode code)
    {
        var characters = GC.AllocateArray<char>(ReferenceCode.TextLength, pinned: true);
        code.Format(characters);
        var bytes = PinnedBytes.Create(ReferenceCode.TextLength);
        Encoding.ASCII.GetBytes(characters, bytes);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));
        return bytes;
    }

    /// <summary>One group of a written code, counted from 0.</summary>
    internal static ReadOnlySpan<byte> Group(ReadOnlySpan<byte> written, int group) => written.Slice(group * (GroupLength + 1), GroupLength);

    /// <summary>True where this group was typed back; case and separators do not matter, look-alikes neither.</summary>
    internal static bool IsGroup(ReadOnlySpan<byte> typed, ReadOnlySpan<byte> group)
    {
        var at = 0;
        foreach (var symbol in typed)
        {
            if (symbol is (byte)' ' or (byte)'-')
            {
                continue;
            }

            if (at == group.Length || Normal(symbol) != group[at++])
            {
                return false;
            }
        }

        return at == group.Length;
    }

    private static byte Normal(byte symbol) => (symbol is >= (byte)'a' and <= (byte)'z' ? (byte)(symbol - 32) : symbol) switch
    {
        (byte)'I' or (byte)'L' => (byte)'1',
        (byte)'O' => (byte)'0',
        var other => other,
    };
}
