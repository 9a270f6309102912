using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Directory documents, chains and receipts.</summary>
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
