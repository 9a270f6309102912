using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>A vault as a host hands it out after sign-in, with what its owner must bring.</summary>
public sealed record SealedVault
{
    public required Id16 OfficerId { get; init; }

    public required Id16 VaultKeyId { get; init; }

    public required uint MemoryKib { get; init; }

    public required uint Iterations { get; init; }

    /// <summary>Salt of the passphrase.</summary>
    public required Id16 Salt { get; init; }

    /// <summary>60 bytes.</summary>
    public required ReadOnlyMemory<byte> VaultKeyWrap { get; init; }

    public required ulong Version { get; init; }

    /// <summary>nonce ‖ ciphertext ‖ tag.</summary>
    public required ReadOnlyMemory<byte> Vault { get; init; }

    /// <summary>The vault inside an enrolment file.</summary>
    public static SealedVault Of(Trust.Enrolment enrolment)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        return new SealedVault
        {
            OfficerId = enrolment.OfficerId,
            VaultKeyId = enrolment.VaultKeyId,
            MemoryKib = enrolment.MemoryKib,
            Iterations = enrolment.Iterations,
            Salt = enrolment.Salt,
            VaultKeyWrap = enrolment.VaultKeyWrap,
            Version = enrolment.VaultVersion,
            Vault = enrolment.Vault,
        };
    }
}

/// <summary>Opens an officer's vault with the passphrase. The parameters' floor is enforced here whatever a server says.</summary>
public static class VaultOpening
{
    /// <summary>Opens from the passphrase on.</summary>
    /// <param name="vault">As a host hands it out.</param>
    /// <param name="passphrase">As <see cref="Passphrase.Encode"/> gives it.</param>
    /// <param name="failure">weak-parameters, wrong-key (passphrase, wrap or its parameters), wrong-body (vault or version), wrong-padding, malformed or not-an-officer.</param>
    /// <returns>The content, which the caller disposes; or null.</returns>
    public static VaultContent? Open(SealedVault vault, Secret passphrase, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(vault);
        if (Argon2id.TryCreate(vault.MemoryKib, vault.Iterations) is not { } parameters)
        {
            failure = FailureClass.WeakParameters;
            return null;
        }

        using var keys = PassphraseKeys.Derive(passphrase, vault.Salt, parameters);
        using var vaultKey = VaultKey.Unwrap(keys, vault.OfficerId, vault.VaultKeyId, parameters, vault.VaultKeyWrap.Span);
        if (vaultKey is null)
        {
            failure = FailureClass.WrongKey;
            return null;
        }

        return Open(vault.OfficerId, vaultKey, vault.Version, vault.Vault.Span, out failure);
    }

    /// <summary>Opens with the vault key at hand: after a write, or to merge what another session stored.</summary>
    public static VaultContent? Open(Id16 officerId, VaultKey key, ulong version, ReadOnlySpan<byte> vault, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var plaintext = SealedBytes.Open(key.Key, VaultSealing.AssociatedData(officerId, key.Id, version), vault);
        if (plaintext is null)
        {
            failure = FailureClass.WrongBody;
            return null;
        }

        var copy = plaintext.Span.ToArray();
        try
        {
            return Read(copy, officerId, out failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    private static VaultContent? Read(byte[] padded, Id16 officerId, out FailureClass failure)
    {
        if (padded.Length % VaultSealing.Block != 0 || Padding.Remove(padded) is not { } content)
        {
            failure = FailureClass.WrongPadding;
            return null;
        }

        var vault = VaultCodec.Read(content, out failure);
        if (vault is null || vault.OfficerId == officerId)
        {
            return vault;
        }

        vault.Dispose();
        failure = FailureClass.NotAnOfficer;
        return null;
    }
}
