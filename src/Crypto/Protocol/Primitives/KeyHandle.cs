namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>Private key material inside an adapter. Whoever derives decides where it lies; Dispose wipes it.</summary>
internal abstract class KeyHandle : IDisposable
{
    /// <summary>Writes the seed the key was imported from.</summary>
    internal abstract void Export(Span<byte> seed);

    public abstract void Dispose();
}
