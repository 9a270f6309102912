using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Codes;

/// <summary>A correction to offer, never to apply. Its text is secret: pinned, and wiped on Dispose.</summary>
public sealed class CodeSuggestion : IDisposable
{
    private readonly char[] text = GC.AllocateArray<char>(ReferenceCode.TextLength, pinned: true);

    internal CodeSuggestion(ReadOnlySpan<byte> corrected, int firstDifference)
    {
        ReferenceCode.Write(corrected, text);
        Group = firstDifference / ReferenceCode.GroupSize;
    }

    /// <summary>The first group that differs, counted from 0.</summary>
    public int Group { get; }

    /// <summary>The corrected code as it is printed.</summary>
    public ReadOnlySpan<char> Text => text;

    /// <inheritdoc />
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Names the type, never the content.</summary>
    public override string ToString() => nameof(CodeSuggestion);
}
