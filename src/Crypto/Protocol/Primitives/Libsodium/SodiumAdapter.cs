using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives.Libsodium;

/// <summary>
/// The adapter over Debian's libsodium. Lengths are checked once more before each call: the other side is C. ChaCha20-Poly1305 and HKDF come
/// from the base library: Debian 12's libsodium has no HKDF.
/// </summary>
internal sealed unsafe class SodiumAdapter : ICryptoAdapter
{
    private const int Ed25519SecretSize = 64;
    private const int PointSize = 32;
    private const int SignatureSize = 64;
    private const int SaltSize = 16;

    public string Description => "libsodium " + Marshal.PtrToStringUTF8(Native.sodium_version_string());

    public KeyHandle ImportSigningSeed(ReadOnlySpan<byte> seed, Span<byte> publicKey, KeyExportPolicy policy)
    {
        Demand(seed.Length, PointSize, nameof(seed));
        Demand(publicKey.Length, PointSize, nameof(publicKey));
        var key = new SodiumKey(Ed25519SecretSize, policy);
        using var held = key.Hold();
        fixed (byte* pk = publicKey, s = seed)
        {
            Succeed(Native.crypto_sign_ed25519_seed_keypair(pk, held.Pointer, s), nameof(Native.crypto_sign_ed25519_seed_keypair));
        }

        return key;
    }

    public void Sign(KeyHandle key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Demand(signature.Length, SignatureSize, nameof(signature));
        using var held = ((SodiumKey)key).Hold();
        fixed (byte* sig = signature, m = data)
        {
            Succeed(
                Native.crypto_sign_ed25519_detached(sig, null, m, (ulong)data.Length, held.Pointer),
                nameof(Native.crypto_sign_ed25519_detached));
        }
    }

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Demand(publicKey.Length, PointSize, nameof(publicKey));
        Demand(signature.Length, SignatureSize, nameof(signature));
        fixed (byte* sig = signature, m = data, pk = publicKey)
        {
            return Native.crypto_sign_ed25519_verify_detached(sig, m, (ulong)data.Length, pk) == 0;
        }
    }

    public KeyHandle ImportAgreementScalar(ReadOnlySpan<byte> scalar, Span<byte> publicKey, KeyExportPolicy policy)
    {
        Demand(scalar.Length, PointSize, nameof(scalar));
        Demand(publicKey.Length, PointSize, nameof(publicKey));
        var key = new SodiumKey(PointSize, policy);
        using var held = key.Hold();
        scalar.CopyTo(new Span<byte>(held.Pointer, PointSize));
        fixed (byte* pk = publicKey)
        {
            Succeed(Native.crypto_scalarmult_curve25519_base(pk, held.Pointer), nameof(Native.crypto_scalarmult_curve25519_base));
        }

        return key;
    }

    public bool TryAgree(KeyHandle key, ReadOnlySpan<byte> publicKey, Span<byte> shared)
    {
        Demand(publicKey.Length, PointSize, nameof(publicKey));
        Demand(shared.Length, PointSize, nameof(shared));
        using var held = ((SodiumKey)key).Hold();
        fixed (byte* pk = publicKey, q = shared)
        {
            return Native.crypto_scalarmult_curve25519(q, held.Pointer, pk) == 0;
        }
    }

    public void EncryptChaCha20Poly1305(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        using var chacha = new ChaCha20Poly1305(key);
        chacha.Encrypt(nonce, plaintext, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], associatedData);
    }

    public bool TryDecryptChaCha20Poly1305(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        using var chacha = new ChaCha20Poly1305(key);
        try
        {
            chacha.Decrypt(nonce, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void ExtractSha256(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyMaterial, Span<byte> pseudoRandomKey) =>
        HKDF.Extract(HashAlgorithmName.SHA256, keyMaterial, salt, pseudoRandomKey);

    public void ExpandSha256(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, Span<byte> output) =>
        HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandomKey, output, info);

    public void DeriveArgon2id(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, uint memoryKib, uint iterations, Span<byte> output)
    {
        Demand(salt.Length, SaltSize, nameof(salt));
        fixed (byte* o = output, p = password, s = salt)
        {
            var code = Native.crypto_pwhash_argon2id(
                o, (ulong)output.Length, p, (ulong)password.Length, s, iterations, (nuint)memoryKib * 1024, Native.Argon2id13);
            Succeed(code, nameof(Native.crypto_pwhash_argon2id));
        }
    }

    private static void Demand(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            throw Errors.WrongLength(parameter, expected);
        }
    }

    private static void Succeed(int code, string function)
    {
        if (code != 0)
        {
            throw Errors.Native(function);
        }
    }
}
