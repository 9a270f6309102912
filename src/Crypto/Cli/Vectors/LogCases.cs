using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Keys logs: a checkpoint with the entries and openings of one tile, as they should be and with each thing changed.</summary>
internal sealed class LogCases
{
    private static readonly CivilDay Today = VectorOrganisation.Today;
    private readonly VectorOrganisation organisation;
    private readonly VectorOrganisation other = new("another");
    private readonly byte[][] openings;

    private LogCases(VectorOrganisation organisation)
    {
        this.organisation = organisation;
        openings = [Opening(KeysEntryKind.Directory, 1), Opening(KeysEntryKind.Certificate, 2), Opening(KeysEntryKind.OfficersPage, 3), Opening(KeysEntryKind.Revocation, 4)];
    }

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var cases = new LogCases(organisation);
        return [.. cases.Good(), .. cases.Checkpoints(), .. cases.Contents()];
    }

    private IEnumerable<VectorCase> Good()
    {
        yield return Of("in-order", FailureClass.None, "four entries", Note(4), openings);
        yield return Of("empty", FailureClass.None, "nothing logged yet", Note(0), []);
        yield return Of("one-closed", FailureClass.None, "the second entry stays closed", Note(4), openings, shown: [openings[0], [], openings[2], openings[3]]);
        byte[][] changed = [openings[0], Opening(KeysEntryKind.RootChange, 5)];
        yield return Of("root-change", FailureClass.None, "a root change behind a list of keys", new Checkpoint(Checkpoint.OriginOf(organisation.Id), 2, Root(changed)).Sign(organisation.Casework), changed);
        yield return Of("cosigned", FailureClass.None, "somebody else signed too", [.. Note(4), .. Encoding.UTF8.GetBytes($"\u2014 witness.example {Convert.ToBase64String(new byte[76])}\n")], openings);
        yield return Since("grew", "continues", 2, Root(openings[..2]));
        yield return Since("went-back", "shorter", 5, Root(openings));
        yield return Since("began-anew", "forked", 2, Root(openings[2..]));
    }

    private IEnumerable<VectorCase> Checkpoints()
    {
        var text = Encoding.UTF8.GetString(Note(4));
        yield return Of("signature-changed", FailureClass.WrongSignature, "a bit of the signature", Change(text, ^7), openings);
        yield return Of("by-intake", FailureClass.WrongKey, "that channel key signs no checkpoints", Head(4).Sign(organisation.Intake), openings);
        yield return Of("after-the-key", FailureClass.WrongKey, "past the channel key's last day", Note(4), openings, day: Today.AddDays(427));
        yield return Of("elsewhere", FailureClass.WrongOrganisation, "another organisation's log", new Checkpoint(Checkpoint.OriginOf(other.Id), 4, Root(openings)).Sign(organisation.Casework), openings);
        yield return Of("extension-line", FailureClass.Malformed, "a fourth line", Encoding.UTF8.GetBytes(text.Replace("\n\n", "\nmore\n\n", StringComparison.Ordinal)), openings);
        yield return Of("size-with-zero", FailureClass.Malformed, "04 leaves", Encoding.UTF8.GetBytes(text.Replace("\n4\n", "\n04\n", StringComparison.Ordinal)), openings);
        yield return Of("without-signature", FailureClass.Malformed, "no signature line", Encoding.UTF8.GetBytes(text[..(text.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)]), openings);
        yield return Of("without-end", FailureClass.Malformed, "no line break at the end", Note(4)[..^1], openings);
    }

    private IEnumerable<VectorCase> Contents()
    {
        yield return Of("other-root", FailureClass.WrongChain, "the entries give another root", (Head(4) with { Root = Hash32.Ones }).Sign(organisation.Casework), openings);
        yield return Of("other-order", FailureClass.WrongChain, "two entries swapped", Note(4), [openings[1], openings[0], openings[2], openings[3]]);
        yield return Of("entry-missing", FailureClass.Malformed, "three entries of four", Note(4), openings[..3]);
        yield return Of("entry-more", FailureClass.Malformed, "five entries of four", Note(4), [.. openings, openings[0]]);
        yield return Of("opening-of-another", FailureClass.WrongCommitment, "the opening of another entry", Note(4), openings, shown: [openings[1], openings[1], openings[2], openings[3]]);
        yield return Of("opening-cut", FailureClass.Malformed, "68 bytes", Note(4), openings, shown: [openings[0][..^1], openings[1], openings[2], openings[3]]);
        byte[] unknown = [.. openings[0][..32], 99, .. openings[0][33..]];
        yield return Of("unknown-kind", FailureClass.UnknownKind, "an entry of kind 99", Note([unknown]), [unknown]);
    }

    private VectorCase Of(string name, FailureClass expect, string comment, byte[] note, byte[][] logged, byte[][]? shown = null, CivilDay? day = null, (int Size, Hash32 Root)? since = null)
    {
        using var writer = new SicWriter();
        writer.LongVector(note).LongVector(KeysLog.Bundle(logged.Select(opening => (ReadOnlyMemory<byte>)KeysEntry.LeafOf(opening).ToArray())));
        writer.LongVector(KeysLog.Bundle((shown ?? logged).Select(opening => (ReadOnlyMemory<byte>)opening)));
        var (size, root) = since ?? (0, Root([]));
        return new(
            $"keys-log-{name}", "keys-log", expect, comment, writer.ToArray(), ("directory", Hex(organisation.DirectoryBytes)), ("day", $"{(day ?? Today).Value}"),
            ("since-size", $"{size}"), ("since-root", Hex(root.Span)));
    }

    private VectorCase Since(string name, string standing, int size, Hash32 root) => Of(name, FailureClass.None, $"of what was seen before: {standing}", Note(4), openings, since: (size, root));

    private Checkpoint Head(int size) => new(Checkpoint.OriginOf(organisation.Id), size, Root(openings[..size]));

    private byte[] Note(int size) => Head(size).Sign(organisation.Casework);

    private byte[] Note(byte[][] logged) => new Checkpoint(Checkpoint.OriginOf(organisation.Id), logged.Length, Root(logged)).Sign(organisation.Casework);

    private static Hash32 Root(byte[][] logged) => MerkleTree.Root(logged.Select(opening => MerkleTree.LeafHash(KeysEntry.LeafOf(opening).Span)).ToArray());

    private static byte[] Opening(KeysEntryKind kind, byte number) =>
        new KeysEntry(kind, Today.AddDays(number), Hash32.From([.. Enumerable.Repeat(number, 32)])).Open(Hash32.From([.. Enumerable.Repeat((byte)(0xF0 + number), 32)]));

    private static byte[] Change(string text, Index at)
    {
        var signs = text.ToCharArray();
        signs[at] = signs[at] == 'A' ? 'B' : 'A';
        return Encoding.UTF8.GetBytes(signs);
    }
}
