using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Vaults, codes, logins and chunks.</summary>
internal sealed class SecretCases(VectorOrganisation organisation)
{
    private readonly VectorOfficer officer = organisation.Officers[0];

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var cases = new SecretCases(organisation);
        return [.. cases.Vaults(), .. cases.Codes(), .. cases.Logins(), .. Chunks()];
    }

    private IEnumerable<VectorCase> Vaults()
    {
        var entropy = new VectorEntropy("sic1/vault");
        var argon = entropy.Bytes(Argon2id.OutputSize);
        using var keys = PassphraseKeys.FromArgon(argon);
        using var vaultKey = VaultKey.Create(entropy);
        using var content = Content();
        var wrap = vaultKey.Wrap(keys, officer.Id, Argon2id.Default, entropy);
        var vault = VaultSealing.Seal(content, vaultKey, 7, entropy);
        var odd = SealedBytes.Seal(vaultKey.Key, VaultSealing.AssociatedData(officer.Id, vaultKey.Id, 7), new byte[4097], entropy);
        var foreign = SealedBytes.Seal(vaultKey.Key, VaultSealing.AssociatedData(officer.Id, vaultKey.Id, 7), [0, 0, 0, 4, .. "sicO"u8, .. new byte[4088]], entropy);
        yield return Case("in-order", FailureClass.None, "version 7, two keys, two reports, one draft", vault);
        yield return Case("older", FailureClass.WrongBody, "an older version than the host claims", vault, version: 8);
        yield return Case("bit", FailureClass.WrongBody, "a bit of the ciphertext", Flip(vault, 20));
        yield return Case("short", FailureClass.WrongBody, "shorter than nonce and tag", vault[..27]);
        yield return Case("wrap-bit", FailureClass.WrongKey, "a bit of the wrapped key", vault, wrapped: Flip(wrap, -1));
        yield return Case("other-officer", FailureClass.WrongKey, "a colleague's id", vault, who: organisation.Officers[1].Id);
        yield return Case("other-iterations", FailureClass.WrongKey, "parameters are bound to the wrap", vault, iterations: 4);
        yield return Case("too-little-memory", FailureClass.WeakParameters, "one KiB below the floor", vault, memory: 65_535);
        yield return Case("too-few-passes", FailureClass.WeakParameters, "two passes", vault, iterations: 2);
        yield return Case("too-much-memory", FailureClass.WeakParameters, "above 1 GiB", vault, memory: 1_048_577);
        yield return Case("odd-length", FailureClass.WrongPadding, "no multiple of 4096", odd);
        yield return Case("no-vault", FailureClass.Malformed, "something else inside", foreign);

        VectorCase Case(string name, FailureClass expect, string comment, byte[] bytes, uint memory = 262_144, uint iterations = 3, uint version = 7, byte[]? wrapped = null, Id16? who = null) => new(
            $"vault-{name}", "vault", expect, comment, bytes,
            ("argon", Hex(argon)), ("memory-kib", Number(memory)), ("iterations", Number(iterations)), ("officer-id", Hex((who ?? officer.Id).Span)),
            ("vk-id", Hex(vaultKey.Id.Span)), ("vk-wrap", Hex(wrapped ?? wrap)), ("version", Number(version)));
    }

    private VaultContent Content()
    {
        using var seed = officer.SigningKey.ExportSeed();
        var known = new VaultReport(
            organisation.ReportId, organisation.Code.Kem.PublicKey.ToArray(), organisation.Code.Auth.PublicKey, [organisation.Officers[2].Id],
            [new ChainHead(Id16.Zeros, 0, 2, VectorObjects.SomeHash), new ChainHead(officer.Id, 1, 0, VectorObjects.SomeHash)]);
        return new VaultContent
        {
            OrganisationId = organisation.Id,
            OfficerId = officer.Id,
            SigningSeed = Secret.Copy(seed.Span),
            KemKeys = [new VaultKemKey(1, Secret.Copy(officer.KemSeed)), new VaultKemKey(2, Secret.Copy(new VectorEntropy("sic1/newer").Bytes(32)))],
            RootKey = organisation.Root.PublicKey,
            DirectorySequence = 1,
            HighestDay = VectorOrganisation.Today,
            Reports = [known, new VaultReport(ObjectIds.Create(new VectorEntropy("sic1/unread")), default, null, [], [])],
            Drafts = [new VaultDraft(organisation.ReportId, Utf8Text.From("Nog niet verstuurd"))],
        };
    }

    private IEnumerable<VectorCase> Codes()
    {
        var text = new char[ReferenceCode.TextLength];
        using var code = ReferenceCode.FromSecret(organisation.Secret);
        code.Format(text);
        var shown = new string(text);
        yield return Case("as-shown", FailureClass.None, "groups of four", shown);
        yield return Case("run-together", FailureClass.None, "without dashes, small letters", shown.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());
        yield return Case("look-alikes", FailureClass.None, "O for 0, I for 1", shown.Replace('0', 'O').Replace('1', 'I'));
        yield return Case("swapped", FailureClass.BadCode, "two different neighbours swapped", Swap(shown));
        yield return Case("one-more", FailureClass.BadCode, "29 symbols", shown + "0");
        yield return Case("one-less", FailureClass.BadCode, "27 symbols", shown[..^1]);
        yield return Case("letter-u", FailureClass.BadCode, "U is no symbol", "U" + shown[1..]);
        yield return Case("nothing", FailureClass.BadCode, "no symbol", "");

        VectorCase Case(string name, FailureClass expect, string comment, string typed) =>
            new($"code-{name}", "code", expect, comment, [], ("text", typed), ("org-id", Hex(organisation.Id.Span)));
    }

    private static string Swap(string shown)
    {
        var at = Enumerable.Range(0, shown.Length - 1).First(index => shown[index] != shown[index + 1] && shown[index] != '-' && shown[index + 1] != '-');
        return shown[..at] + shown[at + 1] + shown[at] + shown[(at + 2)..];
    }

    private IEnumerable<VectorCase> Logins()
    {
        var nonce = new VectorEntropy("sic1/nonce").Bytes(LoginNonce.Size);
        var argon = new VectorEntropy("sic1/argon").Bytes(Argon2id.OutputSize);
        using var keys = PassphraseKeys.FromArgon(argon);
        var (reporterOrigin, officerOrigin) = (organisation.Content.Origins[0], organisation.Content.Origins[1]);
        var mailbox = organisation.Code.MailboxId.Span.ToArray();
        var reporter = organisation.Code.Auth.Sign(LoginProof.ReporterInput(reporterOrigin, organisation.Id, mailbox, nonce).Span);
        var signature = keys.Login.Sign(LoginProof.OfficerInput(officerOrigin, organisation.Id, officer.Id, nonce).Span);
        byte[] opening = [.. mailbox, .. nonce, .. reporter];
        yield return Reporter("reporter-login", FailureClass.None, "body of POST /r/open", reporterOrigin);
        yield return Reporter("reporter-login-elsewhere", FailureClass.WrongSignature, "signed for another origin", officerOrigin);
        yield return Officer("officer-login", FailureClass.None, "signature of POST /o/sign-in", officerOrigin);
        yield return Officer("officer-login-elsewhere", FailureClass.WrongSignature, "signed for another origin", reporterOrigin);

        VectorCase Reporter(string name, FailureClass expect, string comment, string origin) => new(
            name, "reporter-login", expect, comment, opening,
            ("secret", Hex(organisation.Secret)), ("org-id", Hex(organisation.Id.Span)), ("origin", origin), ("nonce", Hex(nonce)));

        VectorCase Officer(string name, FailureClass expect, string comment, string origin) => new(
            name, "officer-login", expect, comment, signature,
            ("argon", Hex(argon)), ("memory-kib", "65536"), ("iterations", "3"), ("org-id", Hex(organisation.Id.Span)), ("officer-id", Hex(officer.Id.Span)), ("origin", origin), ("nonce", Hex(nonce)));
    }

    private static IEnumerable<VectorCase> Chunks()
    {
        foreach (var length in (int[])[0, 1, 16_383, 16_384, 16_385, 32_768])
        {
            var entropy = new VectorEntropy($"sic1/chunks/{length}");
            var (key, context) = (entropy.Bytes(32), entropy.Bytes(42));
            var sealedBytes = ChunkedEncryption.Encrypt(key, context, entropy.Bytes(length), entropy);
            yield return Case($"{length}", FailureClass.None, $"{length} bytes", sealedBytes, key, context);
            yield return Case($"{length}-bit", FailureClass.WrongBody, "a bit of the last tag", Flip(sealedBytes, -1), key, context);
            yield return Case($"{length}-context", FailureClass.WrongBody, "another context", sealedBytes, key, Flip(context, 0));
        }

        static VectorCase Case(string name, FailureClass expect, string comment, byte[] bytes, byte[] key, byte[] context) =>
            new($"chunks-{name}", "chunks", expect, comment, bytes, ("key", Hex(key)), ("context", Hex(context)));
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
