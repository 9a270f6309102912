using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Testing;

/// <summary>Draws the first free slot of a slab, so that the file stays short enough to be searched whole; everything else as the system draws it.</summary>
public sealed class FirstSlots : IEntropy
{
    public void Fill(Span<byte> destination)
    {
        if (destination.Length == sizeof(uint))
        {
            destination.Clear();
        }
        else
        {
            SystemEntropy.Instance.Fill(destination);
        }
    }
}
