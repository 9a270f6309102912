namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>Arrays for words of people and keys: the collector never moves them, so wiping one leaves no older copy behind.</summary>
public static class PinnedBytes
{
    /// <summary>Zeros.</summary>
    public static byte[] Create(int length) => GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>A copy, which the caller wipes.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> source)
    {
        var copy = GC.AllocateUninitializedArray<byte>(source.Length, pinned: true);
        source.CopyTo(copy);
        return copy;
    }
}
