using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// The root key under a passphrase, for two sticks in two safes: "sicS" ‖ suite u16 ‖ root_pk[32] ‖ salt[16] ‖ memory_kib u32 ‖ iterations u32 ‖
/// nonce[12] ‖ AES-256-GCM(seed[32]) ‖ tag[16], with everything before the nonce as associated data; 122 bytes.
/// </summary>
internal static class RootFile
{
    internal const int Size = 4 + 2 + 32 + 16 + 4 + 4 + 60;

    private const int Clear = Size - 60;

    private static ReadOnlySpan<byte> Magic => "sicS"u8;

    internal static byte[] Seal(RootKey root, Secret passphrase, Argon2id parameters, IEntropy entropy)
    {
        var salt = ObjectIds.Create(entropy);
        using var writer = new SicWriter(Size);
        writer.Bytes(Magic).U16(Sic.Suite).Hash(root.PublicKey).Id(salt).U32(parameters.MemoryKib).U32(parameters.Iterations);
        using var key = parameters.Derive(passphrase.Span, salt.Span);
        using var seed = root.ExportSeed();
        var head = writer.ToArray();
        return [.. head, .. SealedBytes.Seal(key, head, seed.Span, entropy)];
    }

    /// <summary>The key in a file; null with malformed where there is none of the right length, else as <see cref="Open(ReadOnlyMemory{byte}, Secret, out FailureClass)"/>.</summary>
    internal static RootKey? Read(string path, Secret passphrase, out FailureClass failure)
    {
        failure = FailureClass.Malformed;
        return File.Exists(path) && new FileInfo(path).Length == Size ? Open(File.ReadAllBytes(path), passphrase, out failure) : null;
    }

    /// <summary>The key; null with malformed, unknown-suite, weak-parameters or wrong-key.</summary>
    internal static RootKey? Open(ReadOnlyMemory<byte> file, Secret passphrase, out FailureClass failure)
    {
        var reader = new SicReader(file);
        reader.Magic(Magic);
        reader.Suite();
        var publicKey = reader.Hash();
        var salt = reader.Id();
        var parameters = Argon2id.TryCreate(reader.U32(), reader.U32());
        var sealedSeed = reader.Bytes(60);
        reader.Finish();
        reader.Require(parameters is not null, FailureClass.WeakParameters);
        failure = reader.Failure;
        return failure == FailureClass.None ? Open(file, sealedSeed, publicKey, salt, parameters!, passphrase, out failure) : null;
    }

    private static RootKey? Open(ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> sealedSeed, Hash32 publicKey, Id16 salt, Argon2id parameters, Secret passphrase, out FailureClass failure)
    {
        using var key = parameters.Derive(passphrase.Span, salt.Span);
        using var seed = SealedBytes.Open(key, file.Span[..Clear], sealedSeed.Span);
        var root = seed is null ? null : RootKey.FromSeed(seed.Span);
        failure = root is null || root.PublicKey != publicKey ? FailureClass.WrongKey : FailureClass.None;
        return failure == FailureClass.None ? root : null;
    }
}
