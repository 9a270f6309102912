using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Directory documents, chains and receipts.</summary>
internal sealed class TrustCases(VectorOrganisation organisation, VectorOrganisation other)
{
    private static readonly CivilDay Today = VectorOrganisation.Today;

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var cases = new TrustCases(organisation, new VectorOrganisation("sic1/other"));
        return [.. cases.Accepted(), .. cases.Refused(), .. cases.Chains(), .. cases.Receipts(), .. RecoveryCases.Of(organisation, new VectorOrganisation("sic1/other")), .. cases.Beginnings()];
    }

    private IEnumerable<VectorCase> Accepted()
    {
        var newer = OfficerKemKey.FromSeed(new VectorEntropy("sic1/newer").Bytes(32));
        yield return Document("in-order", "no warning", organisation.Document(Today));
        yield return Document("pinned", "root, organisation and sequence pinned", organisation.Document(Today), root: Hex(organisation.Root.PublicKey.Span), org: Hex(organisation.Id.Span), minimum: 1);
        yield return Document("confirmed-later", "two officers confirmed three days after the issue", organisation.Document(Today.AddDays(3), freshness: [organisation.Fresh(0, Today.AddDays(3)), organisation.Fresh(1, Today.AddDays(3))]), device: 3);
        yield return Document("day-14", "the last day without a warning", organisation.Document(Today.AddDays(14)), device: 14);
        yield return Document("day-15", "nobody confirmed for fifteen days", organisation.Document(Today.AddDays(15)), device: 15);
        yield return Document("one-of-two", "one officer does not make a quorum of two", organisation.Document(Today.AddDays(20), freshness: [organisation.Fresh(0, Today.AddDays(20))]), device: 20);
        yield return Document("fresh-for-another-directory", "a confirmation of another directory confirms nothing", organisation.Document(Today.AddDays(20), freshness: [Foreign(0), Foreign(1)]), device: 20);
        yield return Document("certificate-expired", "still sealed to, with a warning", organisation.Document(Today.AddDays(2), certificates: [organisation.Certificate(0, days: 1), organisation.Certificate(1)]), device: 2);
        yield return Document("newer-serial", "the higher serial counts", organisation.Document(Today, certificates: [organisation.Certificate(0), organisation.Certificate(0, 2, key: newer)]));
        yield return Document("newer-revoked", "the higher serial is revoked", organisation.Document(Today, certificates: [organisation.Certificate(0), organisation.Certificate(0, 2, key: newer)], freshness: [organisation.Fresh(0, Today, newer.KeyId)]));
        yield return Document("key-of-two", "a key that two officers claim is nobody's", organisation.Document(Today, certificates: [organisation.Certificate(0), organisation.Certificate(1, key: organisation.Officers[0].KemKey)]));
        yield return Document("no-statements", "nobody has a key", organisation.Document(Today, certificates: [], freshness: []));
        yield return Document("day-366", "the last day of the directory", organisation.Document(Today.AddDays(366)), device: 366);
        yield return Document("day-426", "the last day of grace", organisation.Document(Today.AddDays(426)), device: 426);
        yield return Document("device-ahead", "only the device says that it is too old", organisation.Document(Today), device: 427);
    }

    private IEnumerable<VectorCase> Refused()
    {
        var directory = organisation.DirectoryBytes;
        yield return Document("day-427", "one day past grace", organisation.Document(Today.AddDays(427)), FailureClass.Expired);
        yield return Document("signed-day-427", "the server's day is old, an officer's is not", organisation.Document(Today, freshness: [organisation.Fresh(0, Today.AddDays(427))]), FailureClass.Expired);
        yield return Document("root-bit", "a bit of the root key: no longer the organisation's first root", organisation.Document(Today, Flip(directory, 79)), FailureClass.WrongOrganisation);
        yield return Document("recovery-bit", "a bit of the recovery key", organisation.Document(Today, Flip(directory, 200)), FailureClass.WrongSignature);
        yield return Document("signature-bit", "a bit of the signature", organisation.Document(Today, Flip(directory, -1)), FailureClass.WrongSignature);
        yield return Document("other-root-pinned", "another root of this organisation", organisation.Document(Today), FailureClass.WrongRoot, root: Hex(other.Root.PublicKey.Span), org: Hex(organisation.Id.Span));
        yield return Document("other-root-alone", "another root without its organisation: the first root of another one", organisation.Document(Today), FailureClass.WrongOrganisation, root: Hex(other.Root.PublicKey.Span));
        yield return Document("other-organisation-pinned", "another organisation", organisation.Document(Today), FailureClass.WrongOrganisation, org: Hex(other.Id.Span));
        yield return Document("stranger-root", "signed by a root that is not the organisation's", organisation.Document(Today, (organisation.Content with { RootKey = other.Root.PublicKey }).Sign(other.Root), [], []), FailureClass.WrongOrganisation);
        yield return Document("older-than-seen", "sequence 1 after 2 was seen", organisation.Document(Today), FailureClass.WrongDirectory, minimum: 2);
        yield return Document("suite-2", "another suite", organisation.Document(Today, directory.Select((value, index) => index == 5 ? (byte)2 : value).ToArray()), FailureClass.UnknownSuite);
        yield return Document("certificate-bit", "a bit of a certificate's serial", organisation.Document(Today, certificates: [Flip(organisation.Certificate(0), 41)]), FailureClass.WrongSignature);
        yield return Document("certificate-by-another", "signed by a colleague", organisation.Document(Today, certificates: [organisation.Certificate(0, signer: organisation.Officers[1])]), FailureClass.WrongSignature);
        yield return Document("freshness-bit", "a bit of the day", organisation.Document(Today, freshness: [Flip(organisation.Fresh(0, Today), 73)]), FailureClass.WrongSignature);
        yield return Document("freshness-elsewhere", "for another organisation", organisation.Document(Today, freshness: [other.Fresh(0, Today)]), FailureClass.WrongOrganisation);
        yield return Document("trailing", "a byte more", [.. organisation.Document(Today), 0], FailureClass.Malformed);
        yield return Document("cut", "a byte less", organisation.Document(Today)[..^1], FailureClass.Malformed);
    }

    private IEnumerable<VectorCase> Chains()
    {
        var second = (organisation.Content with { Sequence = 2, PreviousHash = organisation.Directory.Hash, Issued = Today.AddDays(30) }).Sign(organisation.Root);
        var stranger = (organisation.Content with { Sequence = 2, PreviousHash = organisation.Directory.Hash, RootKey = other.Root.PublicKey }).Sign(other.Root);
        var change = RootChange.Create(organisation.Directory, organisation.Root, other.Root, Today);
        yield return Chain("of-one", FailureClass.None, "the first directory", (1, organisation.DirectoryBytes));
        yield return Chain("of-two", FailureClass.None, "the second names the first", (1, organisation.DirectoryBytes), (1, second));
        yield return Chain("root-change", FailureClass.None, "both roots sign the change", (1, organisation.DirectoryBytes), (2, change), (1, stranger));
        yield return Chain("root-change-missing", FailureClass.WrongRoot, "a new root that nobody announced", (1, organisation.DirectoryBytes), (1, stranger));
        yield return Chain("root-change-bit", FailureClass.WrongSignature, "the new root did not sign", (1, organisation.DirectoryBytes), (2, Flip(change, -1)), (1, stranger));
        yield return Chain("root-change-old-bit", FailureClass.WrongSignature, "the old root did not sign", (1, organisation.DirectoryBytes), (2, Flip(change, 94)), (1, stranger));
        yield return Chain("root-change-cut", FailureClass.Malformed, "a byte less", (1, organisation.DirectoryBytes), (2, change[..^1]), (1, stranger));
        foreach (var lost in LostRoots(stranger))
        {
            yield return lost;
        }

        yield return Chain("first-missing", FailureClass.WrongChain, "begins with the second", (1, second));
        yield return Chain("first-twice", FailureClass.WrongChain, "the same one again", (1, organisation.DirectoryBytes), (1, organisation.DirectoryBytes));
        yield return Chain("kind-3", FailureClass.UnknownKind, "no such entry", (3, organisation.DirectoryBytes));
        yield return Chain("of-none", FailureClass.Malformed, "no directory");
    }

    private IEnumerable<VectorCase> LostRoots(byte[] under)
    {
        if (!RootChange.TryParse(RootChange.Propose(organisation.Directory, other.Root, Today), out var proposal, out var failure)
            || !RootChange.TryParse(RootChange.Propose(organisation.Directory, other.Root, Today.AddDays(1)), out var another, out failure))
        {
            throw new InvalidOperationException(failure.Name());
        }

        var signed = organisation.Officers.Select(officer => proposal.Countersign(officer.SigningKey)).ToList();
        var elsewhere = another.Countersign(organisation.Officers[1].SigningKey);
        yield return Of("lost", FailureClass.None, "the old root is lost, every officer signs", proposal.Join(signed));
        yield return Of("lost-one-missing", FailureClass.WrongSignature, "an officer did not sign", proposal.Join(signed[..^1]));
        yield return Of("lost-none", FailureClass.WrongSignature, "the new root alone", proposal.Join([]));
        yield return Of("lost-one-twice", FailureClass.WrongSignature, "an officer in a colleague's place", proposal.Join([signed[0], signed[0], .. signed[2..]]));
        yield return Of("lost-one-elsewhere", FailureClass.WrongSignature, "an officer signed another day", proposal.Join([signed[0], elsewhere, .. signed[2..]]));
        yield return Of("lost-order", FailureClass.WrongSignature, "not in the order of the directory", proposal.Join([signed[1], signed[0], .. signed[2..]]));
        yield return Of("lost-more", FailureClass.WrongSignature, "a signature more", proposal.Join([.. signed, signed[0]]));
        yield return Of("lost-new-bit", FailureClass.WrongSignature, "the new root did not sign", Flip(proposal.Join(signed), 94));
        yield return Of("lost-cut", FailureClass.WrongSignature, "a byte less", proposal.Join(signed)[..^1]);

        VectorCase Of(string name, FailureClass expect, string comment, byte[] change) =>
            Chain($"root-{name}", expect, comment, (1, organisation.DirectoryBytes), (2, change), (1, under));
    }

    private IEnumerable<VectorCase> Receipts()
    {
        var receipt = Receipt.Create(organisation.Intake, organisation.Id, 1, VectorObjects.SomeHash, Today);
        yield return Of("in-order", FailureClass.None, "by intake's channel key", receipt);
        yield return Of("bit", FailureClass.WrongSignature, "a bit of the day", Flip(receipt, 61));
        yield return Of("of-another-object", FailureClass.WrongChain, "another object", Receipt.Create(organisation.Intake, organisation.Id, 1, organisation.Directory.Hash, Today));
        yield return Of("by-casework", FailureClass.WrongKey, "that channel key signs no receipts", Receipt.Create(organisation.Casework, organisation.Id, 1, VectorObjects.SomeHash, Today));
        yield return Of("after-the-key", FailureClass.WrongKey, "past the channel key's last day", Receipt.Create(organisation.Intake, organisation.Id, 1, VectorObjects.SomeHash, Today.AddDays(427)));
        yield return Of("elsewhere", FailureClass.WrongOrganisation, "another organisation", Receipt.Create(other.Intake, other.Id, 1, VectorObjects.SomeHash, Today));
        yield return Of("cut", FailureClass.Malformed, "141 bytes", receipt[..^1]);

        VectorCase Of(string name, FailureClass expect, string comment, byte[] bytes) =>
            new($"receipt-{name}", "receipt", expect, comment, bytes, ("directory", Hex(organisation.DirectoryBytes)), ("object-hash", Hex(VectorObjects.SomeHash.Span)));
    }

    private IEnumerable<VectorCase> Beginnings()
    {
        using var recovery = RecoveryKey.FromSeed(new VectorEntropy("sic1/genesis/recovery").Bytes(32));
        var genesis = Genesis.Create(organisation.Root, recovery, 2, 3);
        yield return Of("in-order", FailureClass.None, "two of three shares", genesis);
        yield return Of("root-bit", FailureClass.WrongOrganisation, "a bit of the root key: another organisation", Flip(genesis, 30));
        yield return Of("recovery-bit", FailureClass.WrongSignature, "a bit of the recovery key", Flip(genesis, 600));
        yield return Of("signature-bit", FailureClass.WrongSignature, "a bit of the signature", Flip(genesis, -1));
        yield return Of("four-of-three", FailureClass.Malformed, "more shares needed than made", [.. genesis[..1270], 4, .. genesis[1271..]]);
        yield return Of("cut", FailureClass.Malformed, "a byte less", genesis[..^1]);

        VectorCase Of(string name, FailureClass expect, string comment, byte[] bytes) => new($"genesis-{name}", "genesis", expect, comment, bytes);
    }

    /// <summary>Freshness of our officer for a directory that is not this one.</summary>
    private byte[] Foreign(int officer) =>
        Freshness.Create(organisation.Officers[officer].SigningKey, organisation.Officers[officer].Id, Renewed(), Today.AddDays(20), []);

    private Protocol.Trust.Directory Renewed()
    {
        var bytes = (organisation.Content with { RetentionDays = 365 }).Sign(organisation.Root);
        return UntrustedDirectory.TryParse(bytes, out var untrusted, out _) && untrusted.VerifyFirstRoot(out var directory, out _) ? directory : throw new InvalidOperationException();
    }

    private static VectorCase Chain(string name, FailureClass expect, string comment, params (byte Kind, byte[] Bytes)[] entries) =>
        new($"chain-{name}", "chain", expect, comment, new DirectoryChain([.. entries.Select(entry => new ChainEntry((ChainEntryKind)entry.Kind, entry.Bytes))]).Encode());

    private static VectorCase Document(string name, string comment, byte[] bytes, FailureClass expect = FailureClass.None, int device = 0, string root = "", string org = "", uint minimum = 0) => new(
        $"document-{name}", "document", expect, comment, bytes,
        ("device-day", Today.AddDays(device).Value.ToString(CultureInfo.InvariantCulture)), ("root-key", root), ("org-id", org), ("minimum-seq", minimum.ToString(CultureInfo.InvariantCulture)));
}
