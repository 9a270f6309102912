using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>What a passphrase gives: the key that wraps the vault key, and the login key. Both follow from one Argon2id run.</summary>
public sealed class PassphraseKeys : IDisposable
{
    private const int KeySize = 32;

    private PassphraseKeys(Secret wrappingKey, Keys.LoginKey login)
    {
        WrappingKey = wrappingKey;
        Login = login;
    }

    /// <summary>Signs in.</summary>
    public Keys.LoginKey Login { get; }

    internal Secret WrappingKey { get; }

    /// <summary>Derives both.</summary>
    /// <param name="passphrase">As <see cref="Passphrase.Encode"/> gives it.</param>
    /// <param name="salt">Of the account.</param>
    /// <param name="parameters">Within floor and ceiling, since <see cref="Argon2id.TryCreate"/> made them.</param>
    public static PassphraseKeys Derive(Secret passphrase, Id16 salt, Argon2id parameters)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        ArgumentNullException.ThrowIfNull(parameters);
        using var argon = parameters.Derive(passphrase.Span, salt.Span);
        return FromArgon(argon.Span);
    }

    /// <summary>From the 32 bytes of Argon2id.</summary>
    internal static PassphraseKeys FromArgon(ReadOnlySpan<byte> argon)
    {
        using var loginSeed = Hkdf.Expand(argon, Labels.LoginSeed, KeySize);
        return new PassphraseKeys(Hkdf.Expand(argon, Labels.PassphraseKey, KeySize), Keys.LoginKey.FromSeed(loginSeed.Span));
    }

    public void Dispose()
    {
        WrappingKey.Dispose();
        Login.Dispose();
    }
}

/// <summary>VK: seals one officer's vault. Never wrapped to recovery or to anyone else.</summary>
public sealed class VaultKey : IDisposable
{
    private const int Size = 32;

    private VaultKey(Id16 id, Secret key)
    {
        Id = id;
        Key = key;
    }

    public Id16 Id { get; }

    internal Secret Key { get; }

    /// <summary>A new key with a new id.</summary>
    public static VaultKey Create(IEntropy entropy)
    {
        var key = Secret.Create(entropy, Size);
        return new VaultKey(Envelopes.ObjectIds.Create(entropy), key);
    }

    /// <summary>nonce[12] ‖ AES-256-GCM ‖ tag: 60 bytes, bound to officer, key id and the parameters of the passphrase.</summary>
    public byte[] Wrap(PassphraseKeys passphrase, Id16 officerId, Argon2id parameters, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        return SealedBytes.Seal(passphrase.WrappingKey, WrapData(officerId, Id, parameters), Key.Span, entropy);
    }

    /// <summary>The key inside a wrap; null where passphrase, parameters, officer or wrap are not the right ones.</summary>
    internal static VaultKey? Unwrap(PassphraseKeys passphrase, Id16 officerId, Id16 id, Argon2id parameters, ReadOnlySpan<byte> wrap)
    {
        var key = SealedBytes.Open(passphrase.WrappingKey, WrapData(officerId, id, parameters), wrap);
        return key is { Length: Size } ? new VaultKey(id, key) : null;
    }

    public void Dispose() => Key.Dispose();

    private static byte[] WrapData(Id16 officerId, Id16 id, Argon2id parameters)
    {
        using var writer = new SicWriter(64);
        return writer.Id(officerId).Id(id).U32(parameters.MemoryKib).U32(parameters.Iterations).U32(1).ToArray();
    }
}
