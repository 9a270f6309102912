using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Vaults, codes, chunks and logins. All secrets in vectors are for tests.</summary>
internal static class SecretProcedures
{
    internal static VectorResult Vault(VectorFile file)
    {
        var argon = file.Hex("argon");
        var officerId = Id16.From(file.Hex("officer-id"));
        var vaultKeyId = Id16.From(file.Hex("vk-id"));
        var wrap = file.Hex("vk-wrap");
        var version = file.Number("version");
        if (Argon2id.TryCreate(file.Number("memory-kib"), file.Number("iterations")) is not { } parameters)
        {
            return new VectorResult(FailureClass.WeakParameters);
        }

        using var keys = PassphraseKeys.FromArgon(argon);
        using var vaultKey = VaultKey.Unwrap(keys, officerId, vaultKeyId, parameters, wrap);
        if (vaultKey is null)
        {
            return new VectorResult(FailureClass.WrongKey);
        }

        using var content = VaultOpening.Open(officerId, vaultKey, version, file.Bytes, out var failure);
        return content is null ? new VectorResult(failure) : Describe(content);
    }

    internal static VectorResult Code(VectorFile file)
    {
        var organisation = Id16.From(file.Hex("org-id"));
        if (CodeReader.Read(file.Text("text")) is not CodeReading.Complete complete)
        {
            return new VectorResult(FailureClass.BadCode);
        }

        using var code = complete.Code;
        using var keys = code.DeriveKeys(organisation);
        return new VectorResult().Add("secret", code.SecretSpan).Add("mailbox-id", keys.MailboxId.Span).Add("lookup", keys.Lookup.Span)
            .Add("auth-key", keys.Auth.PublicKey.Span).Add("kem-key-id", Sic.KemKeyId(keys.Kem.PublicKey.Span).Span);
    }

    internal static VectorResult Chunks(VectorFile file)
    {
        if (!ChunkedEncryption.TryDecrypt(file.Hex("key"), file.Hex("context"), file.Bytes, out var plaintext))
        {
            return new VectorResult(FailureClass.WrongBody);
        }

        using (plaintext)
        {
            return new VectorResult().Add("plaintext-hash", SHA256.HashData(plaintext.Span)).Add("length", (ulong)plaintext.Length);
        }
    }

    internal static VectorResult ReporterLogin(VectorFile file)
    {
        var organisation = Id16.From(file.Hex("org-id"));
        var origin = file.Text("origin");
        var nonce = file.Hex("nonce");
        using var code = ReferenceCode.FromSecret(file.Hex("secret"));
        using var keys = code.DeriveKeys(organisation);
        var signature = keys.Auth.Sign(LoginProof.ReporterInput(origin, organisation, keys.MailboxId.Span, nonce).Span);
        byte[] expected = [.. keys.MailboxId.Span, .. nonce, .. signature];
        var verified = LoginProof.VerifyReporter(keys.Auth.PublicKey.Span, origin, organisation, keys.MailboxId.Span, nonce, signature);
        return new VectorResult(verified && expected.AsSpan().SequenceEqual(file.Bytes) ? FailureClass.None : FailureClass.WrongSignature);
    }

    internal static VectorResult OfficerLogin(VectorFile file)
    {
        var organisation = Id16.From(file.Hex("org-id"));
        var officerId = Id16.From(file.Hex("officer-id"));
        var origin = file.Text("origin");
        var nonce = file.Hex("nonce");
        var argon = file.Hex("argon");
        if (Argon2id.TryCreate(file.Number("memory-kib"), file.Number("iterations")) is null)
        {
            return new VectorResult(FailureClass.WeakParameters);
        }

        using var keys = PassphraseKeys.FromArgon(argon);
        var signature = keys.Login.Sign(LoginProof.OfficerInput(origin, organisation, officerId, nonce).Span);
        var verified = LoginProof.VerifyOfficer(keys.Login.PublicKey.Span, origin, organisation, officerId, nonce, signature);
        return new VectorResult(verified && signature.AsSpan().SequenceEqual(file.Bytes) ? FailureClass.None : FailureClass.WrongSignature);
    }

    private static VectorResult Describe(VaultContent content)
    {
        using var signing = OfficerSigningKey.FromSeed(content.SigningSeed.Span);
        return new VectorResult().Add("signing-key", signing.PublicKey.Span).Add("key-ids", content.KemKeys.Select(KeyId))
            .Add("root-key", content.RootKey.Span).Add("directory-seq", content.DirectorySequence).Add("highest-day", content.HighestDay.Value)
            .Add("reports", (ulong)content.Reports.Count);
    }

    private static string KeyId(VaultKemKey own)
    {
        using var key = OfficerKemKey.FromSeed(own.Seed.Span);
        return key.KeyId.ToString();
    }
}
