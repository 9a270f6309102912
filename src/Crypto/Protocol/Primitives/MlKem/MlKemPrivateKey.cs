namespace IntegrityChannel.Crypto.Protocol.Primitives.MlKem;

/// <summary>An ML-KEM-768 decapsulation key, wherever it lies.</summary>
internal abstract class MlKemPrivateKey : IDisposable
{
    /// <summary>Writes the 32 shared bytes. Never fails: a ciphertext that does not fit gives bytes that fit nothing (implicit rejection).</summary>
    internal abstract void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> shared);

    public abstract void Dispose();
}
