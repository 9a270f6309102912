using NSec.Cryptography;
using Aead = NSec.Cryptography.AeadAlgorithm;
using Agreement = NSec.Cryptography.KeyAgreementAlgorithm;
using Derivation = NSec.Cryptography.KeyDerivationAlgorithm;
using NSecAlgorithm = NSec.Cryptography.Algorithm;
using NSecKey = NSec.Cryptography.Key;
using NSecPublicKey = NSec.Cryptography.PublicKey;
using Signature = NSec.Cryptography.SignatureAlgorithm;

namespace IntegrityChannel.Crypto.Protocol.Primitives.NSec;

/// <summary>
/// The adapter over NSec.Cryptography, which brings its own libsodium and refuses any other. Passphrases go in as bytes: NSec's overload for strings
/// hashes UTF-16.
/// </summary>
internal sealed class NSecAdapter : ICryptoAdapter
{
    public NSecAdapter()
    {
        // The first algorithm that is asked for makes NSec load and check its library, and throws where that does not fit.
        _ = Signature.Ed25519;
    }

    public string Description => $"NSec.Cryptography {typeof(NSecKey).Assembly.GetName().Version?.ToString(3)}";

    public KeyHandle ImportSigningSeed(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy) =>
        Import(Signature.Ed25519, seed, publicKey, policy);

    public void Sign(KeyHandle key, ReadOnlySpan<byte> data, Span<byte> signature) =>
        Signature.Ed25519.Sign(((NSecHandle)key).Key, data, signature);

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        NSecPublicKey.TryImport(Signature.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && Signature.Ed25519.Verify(key!, data, signature);

    public KeyHandle ImportAgreementScalar(ReadOnlySpan<byte> scalar, Span<byte> publicKey, KeyExportPolicy policy) =>
        Import(Agreement.X25519, scalar, publicKey, policy);

    public bool TryAgree(KeyHandle key, ReadOnlySpan<byte> publicKey, Span<byte> shared)
    {
        if (!NSecPublicKey.TryImport(Agreement.X25519, publicKey, KeyBlobFormat.RawPublicKey, out var other))
        {
            return false;
        }

        // X-Wing hashes the shared bytes itself, so they must leave their handle.
        var exportable = new SharedSecretCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        using var agreed = Agreement.X25519.Agree(((NSecHandle)key).Key, other!, exportable);
        return agreed is not null && agreed.TryExport(SharedSecretBlobFormat.RawSharedSecret, shared, out _);
    }

    public void EncryptChaCha20Poly1305(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        using var held = NSecKey.Import(Aead.ChaCha20Poly1305, key, KeyBlobFormat.RawSymmetricKey);
        Aead.ChaCha20Poly1305.Encrypt(held, nonce, associatedData, plaintext, ciphertext);
    }

    public bool TryDecryptChaCha20Poly1305(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        using var held = NSecKey.Import(Aead.ChaCha20Poly1305, key, KeyBlobFormat.RawSymmetricKey);
        return Aead.ChaCha20Poly1305.Decrypt(held, nonce, associatedData, ciphertext, plaintext);
    }

    public void ExtractSha256(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyMaterial, Span<byte> pseudoRandomKey) =>
        Derivation.HkdfSha256.Extract(keyMaterial, salt, pseudoRandomKey);

    public void ExpandSha256(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, Span<byte> output) =>
        Derivation.HkdfSha256.Expand(pseudoRandomKey, info, output);

    public void DeriveArgon2id(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, uint memoryKib, uint iterations, Span<byte> output)
    {
        var parameters = new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKib, NumberOfPasses = iterations };
        PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(password, salt, output);
    }

    private static NSecHandle Import(NSecAlgorithm algorithm, ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy)
    {
        var allowed = policy is KeyExportPolicy.AllowPlaintextExport ? KeyExportPolicies.AllowPlaintextExport : KeyExportPolicies.None;
        var key = NSecKey.Import(algorithm, seed, KeyBlobFormat.RawPrivateKey, new KeyCreationParameters { ExportPolicy = allowed });
        key.PublicKey.TryExport(KeyBlobFormat.RawPublicKey, publicKey, out _);
        return new NSecHandle(key);
    }
}
