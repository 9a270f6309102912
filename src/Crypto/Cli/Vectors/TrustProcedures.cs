using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Directory documents, chains, receipts, and how an organisation and its accounts begin.</summary>
internal static class TrustProcedures
{
    private static readonly (DirectoryWarnings Warning, string Name)[] WarningNames =
    [
        (DirectoryWarnings.Freshness, "freshness"),
        (DirectoryWarnings.Certificate, "certificate"),
        (DirectoryWarnings.DirectoryExpired, "directory-expired"),
        (DirectoryWarnings.DeviceDay, "device-day"),
    ];

    internal static VectorResult Document(VectorFile file)
    {
        var root = file.Hex("root-key");
        var organisation = file.Hex("org-id");
        var verdict = DirectoryVerification.Verify(file.Bytes, new DirectoryExpectation
        {
            DeviceDay = new CivilDay(file.Number("device-day")),
            Root = root.Length == 0 ? null : Hash32.From(root),
            OrganisationId = organisation.Length == 0 ? null : Id16.From(organisation),
            MinimumSequence = file.Number("minimum-seq"),
        });
        return verdict switch
        {
            DirectoryVerdict.Accepted accepted => Describe(accepted),
            DirectoryVerdict.Refused refused => new VectorResult(refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    internal static VectorResult Chain(VectorFile file)
    {
        if (!DirectoryChain.TryParse(file.Bytes, out var chain, out var failure) || !DirectoryHistory.TryVerify(chain, out var history, out failure))
        {
            return new VectorResult(failure);
        }

        return new VectorResult().Add("directory-hashes", history.Directories.Select(directory => directory.Hash.ToString()));
    }

    internal static VectorResult Receipt(VectorFile file)
    {
        var objectHash = Hash32.From(file.Hex("object-hash"));
        if (!UntrustedDirectory.TryParse(file.Hex("directory"), out var untrusted, out _) || !untrusted.VerifyFirstRoot(out var directory, out _))
        {
            throw new FormatException("the directory of a receipt must verify");
        }

        if (!Protocol.Trust.Receipt.TryParse(file.Bytes, out var receipt, out var failure) || !receipt.Verify(directory, objectHash, out failure))
        {
            return new VectorResult(failure);
        }

        return new VectorResult().Add("put-day", receipt.PutDay.Value);
    }

    internal static VectorResult Recovery(VectorFile file)
    {
        if (!DirectoryChain.TryParse(file.Hex("chain"), out var chain, out _) || !DirectoryHistory.TryVerify(chain, out var history, out _))
        {
            throw new FormatException("the chain of a recovery statement must verify");
        }

        var reportId = Id16.From(file.Hex("report-id"));
        if (!RecoveryStatement.TryParse(file.Bytes, out var statement, out var failure) || (failure = statement.Judge(reportId, history)) != FailureClass.None)
        {
            return new VectorResult(failure);
        }

        return new VectorResult().Add("newcomer", statement.Newcomer.Span).Add("day", statement.Day.Value).Add("reason", (ulong)statement.Reason);
    }

    internal static VectorResult Genesis(VectorFile file) =>
        Protocol.Trust.Genesis.TryVerify(file.Bytes, out var genesis, out var failure)
            ? new VectorResult().Add("org-id", genesis.OrganisationId.Span).Add("root-key", genesis.RootKey.Span).Add("fingerprint", genesis.Fingerprint)
                .Add("recovery-key-id", Sic.KemKeyId(genesis.RecoveryKey.Span).Span).Add("shares", $"{genesis.SharesNeeded} {genesis.SharesMade}")
            : new VectorResult(failure);

    internal static VectorResult Candidate(VectorFile file)
    {
        using var key = OfficerSigningKey.FromSeed(file.Hex("signing-seed"));
        var made = Protocol.Trust.Candidate.Create(
            key, Id16.From(file.Hex("org-id")), Id16.From(file.Hex("officer-id")), (OfficerRole)file.Number("role"), file.Text("display"));
        return made.AsSpan().SequenceEqual(file.Bytes) && Protocol.Trust.Candidate.TryVerify(file.Bytes, out var candidate, out _)
            ? new VectorResult().Add("fingerprint", candidate.Fingerprint)
            : new VectorResult(FailureClass.WrongSignature);
    }

    internal static VectorResult Enrolment(VectorFile file)
    {
        var argon = file.Hex("argon");
        if (!Protocol.Trust.Enrolment.TryParse(file.Bytes, out var enrolment, out var failure))
        {
            return new VectorResult(failure);
        }

        using var keys = PassphraseKeys.FromArgon(argon);
        using var vaultKey = VaultKey.Unwrap(keys, enrolment.OfficerId, enrolment.VaultKeyId, Argon2id.TryCreate(enrolment.MemoryKib, enrolment.Iterations)!, enrolment.VaultKeyWrap.Span);
        if (vaultKey is null || keys.Login.PublicKey != enrolment.LoginKey)
        {
            return new VectorResult(FailureClass.WrongKey);
        }

        using var content = VaultOpening.Open(enrolment.OfficerId, vaultKey, enrolment.VaultVersion, enrolment.Vault.Span, out failure);
        return content is null
            ? new VectorResult(failure)
            : new VectorResult().Add("officer-id", enrolment.OfficerId.Span).Add("role", (ulong)enrolment.Role).Add("account", enrolment.AccountName)
                .Add("mail", enrolment.MailAddress).Add("locale", enrolment.Locale).Add("root-key", content.RootKey.Span).Add("keys", (ulong)content.KemKeys.Count);
    }

    private static VectorResult Describe(DirectoryVerdict.Accepted accepted)
    {
        var inUse = accepted.InUse;
        return new VectorResult()
            .Add("warnings", WarningNames.Where(pair => accepted.Warnings.HasFlag(pair.Warning)).Select(pair => pair.Name))
            .Add("day", inUse.Day.Value).Add("latest-day", inUse.LatestDay.Value).Add("confirmed-on", inUse.ConfirmedOn.Value)
            .Add("fingerprint", inUse.Directory.Fingerprint)
            .Add("officer-keys", inUse.Officers.Select(officer => officer.Key?.KeyId.ToString() ?? "-"));
    }
}
