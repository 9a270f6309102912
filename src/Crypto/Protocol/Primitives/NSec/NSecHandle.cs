using NSec.Cryptography;
using NSecKey = NSec.Cryptography.Key;

namespace IntegrityChannel.Crypto.Protocol.Primitives.NSec;

/// <summary>A private key in NSec's own handle: guarded memory of its libsodium, wiped when freed. NSec itself refuses an export that was not allowed at import.</summary>
internal sealed class NSecHandle(NSecKey key) : KeyHandle
{
    internal NSecKey Key => key;

    internal override void Export(Span<byte> seed)
    {
        if (!key.TryExport(KeyBlobFormat.RawPrivateKey, seed, out var size) || size != seed.Length)
        {
            throw Errors.WrongLength(nameof(seed), size);
        }
    }

    public override void Dispose() => key.Dispose();
}
