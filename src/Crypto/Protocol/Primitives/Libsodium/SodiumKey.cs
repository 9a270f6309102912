namespace IntegrityChannel.Crypto.Protocol.Primitives.Libsodium;

/// <summary>A private key in guarded memory; the seed stands in its first 32 bytes, for Ed25519 followed by the public key.</summary>
internal sealed unsafe class SodiumKey(int size, KeyExportPolicy policy) : KeyHandle
{
    private const int SeedSize = 32;
    private readonly SodiumMemory memory = new(size);

    internal override void Export(Span<byte> seed)
    {
        if (policy is not KeyExportPolicy.AllowPlaintextExport)
        {
            throw Errors.ExportNotAllowed();
        }

        if (seed.Length != SeedSize)
        {
            throw Errors.WrongLength(nameof(seed), SeedSize);
        }

        using var held = Hold();
        new ReadOnlySpan<byte>(held.Pointer, SeedSize).CopyTo(seed);
    }

    /// <summary>Keeps the memory from being freed by another thread while a native call reads it.</summary>
    internal Held Hold() => new(memory);

    public override void Dispose() => memory.Dispose();

    internal readonly ref struct Held
    {
        private readonly SodiumMemory memory;

        internal Held(SodiumMemory memory)
        {
            var added = false;
            memory.DangerousAddRef(ref added);
            this.memory = memory;
        }

        internal byte* Pointer => memory.Pointer;

        public void Dispose() => memory.DangerousRelease();
    }
}
