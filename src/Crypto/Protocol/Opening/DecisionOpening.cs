using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>One decision by itself, for a list of cases: the host knows that there is one, only a reader knows which.</summary>
public static class DecisionOpening
{
    /// <summary>
    /// Opens one kind-6 entry (form 2, encoded) of GET /o/cases. Null for whatever does not verify or open: a list shows no guess. Chains and the
    /// recipient set are judged only when the whole case is opened (<see cref="CaseOpening"/>).
    /// </summary>
    public static DecisionKind? Open(ReadOnlyMemory<byte> encoded, VaultContent vault, DirectoryHistory history)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(history);
        var reader = new SicReader(encoded);
        var entry = ObjectEntry.Read(ref reader);
        return reader.Finish() && entry is { Form: EntryForm.ForReader, Header.Kind: ObjectKind.Decision } && IsByDecider(entry, history) ? Open(entry, vault) : null;
    }

    /// <summary>Signed by a responsible or deputy whom the directory of that object lists on its day.</summary>
    private static bool IsByDecider(ObjectEntry entry, DirectoryHistory history)
    {
        var header = entry.Header;
        var directory = header.OrganisationId == history.OrganisationId ? history.Find(header.DirectorySequence, header.DirectoryHash) : null;
        return directory is not null && history.Accepts(directory, header.Day)
            && directory.FindOfficer(header.Author) is { Role: OfficerRole.Responsible or OfficerRole.Deputy } officer
            && officer.From <= header.Day && header.Day <= officer.To
            && entry.SignedHeader.VerifySignature(officer.SigningKey.Span);
    }

    private static DecisionKind? Open(ObjectEntry entry, VaultContent vault)
    {
        var wanted = Id16.From(entry.Wrap.Span[..Id16.Size]);
        foreach (var own in vault.KemKeys)
        {
            using var key = OfficerKemKey.FromSeed(own.Seed.Span);
            if (key.KeyId == wanted)
            {
                return ObjectOpening.OpenVerified(entry, _ => key.Key).Content is OpenedContent.Decision decision ? decision.Kind : null;
            }
        }

        return null;
    }
}
