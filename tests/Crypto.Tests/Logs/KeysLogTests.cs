using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Tests.Trust;
using IntegrityChannel.Testing;
using SampleOrganisation = IntegrityChannel.Crypto.Tests.Trust.SampleOrganisation;

namespace IntegrityChannel.Crypto.Tests.Logs;

/// <summary>A checkpoint and a log as a client judges them.</summary>
public sealed class KeysLogTests
{
    private static readonly SampleOrganisation Organisation = new("keys log");
    private static readonly CivilDay Today = SampleOrganisation.Issued;
    private static readonly SeededEntropy Entropy = new("openings");
    private static readonly byte[][] Openings = [.. Enumerable.Range(0, 300).Select(index => new KeysEntry(KeysEntryKind.Certificate, Today, Noise()).Open(Noise()))];

    [Fact]
    public void I_23_a_log_that_grew_continues_what_was_seen_before()
    {
        for (var size = 0; size <= 300; size += 23)
        {
            var before = Log(Openings[..size]);
            Assert.Equal(LogStanding.Continues, Log(Openings).Since(size, before.Checkpoint.Root));
            Assert.Equal(size == 300 ? LogStanding.Continues : LogStanding.Shorter, before.Since(300, Log(Openings).Checkpoint.Root));
        }
    }

    [Fact]
    public void I_23_another_beginning_would_be_noticed()
    {
        byte[][] other = [Openings[1], Openings[0], .. Openings[2..]];
        Assert.Equal(LogStanding.Forked, Log(other).Since(2, Log(Openings[..2]).Checkpoint.Root));
        Assert.Equal(LogStanding.Forked, Log(other).Since(300, Log(Openings).Checkpoint.Root));
    }

    [Fact]
    public void A_closed_entry_keeps_its_place_and_says_nothing()
    {
        var log = Log(Openings[..3], closed: 1);
        Assert.Null(log.Entries[1]);
        Assert.False(log.Holds(KeysEntryKind.Certificate, Entry(1).Hash));
        Assert.True(log.Holds(KeysEntryKind.Certificate, Entry(2).Hash));
        Assert.False(log.Holds(KeysEntryKind.Directory, Entry(2).Hash));
    }

    [Fact]
    public void I_10_one_flipped_bit_of_a_checkpoint_is_refused()
    {
        var note = Log(Openings[..5]).Checkpoint.Sign(Organisation.Casework);
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            note[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.False(Checkpoint.TryVerify(note, Organisation.Directory, Today, out _, out var failure));
            Assert.Contains(failure, new[] { FailureClass.Malformed, FailureClass.WrongOrganisation, FailureClass.WrongKey, FailureClass.WrongSignature });
            note[bit >> 3] ^= (byte)(1 << (bit & 7));
        }

        Assert.True(Checkpoint.TryVerify(note, Organisation.Directory, Today, out _, out _));
    }

    [Fact]
    public void A_checkpoint_counts_only_under_a_key_that_is_listed_for_checkpoints_on_that_day()
    {
        var checkpoint = Log(Openings[..5]).Checkpoint;
        Assert.Equal(FailureClass.WrongKey, Judge(checkpoint.Sign(Organisation.Intake)));
        Assert.Equal(FailureClass.WrongKey, Judge(checkpoint.Sign(Organisation.Casework), Today.AddDays(427)));
        Assert.Equal(FailureClass.WrongOrganisation, Judge((checkpoint with { Origin = Checkpoint.OriginOf(Id16.Ones) }).Sign(Organisation.Casework)));

        // A signature of somebody else beside ours is passed over, as the note's specification wants: witnesses may come.
        var cosigned = (byte[])[.. checkpoint.Sign(Organisation.Casework), .. Encoding.UTF8.GetBytes($"\u2014 witness.example {Convert.ToBase64String(new byte[76])}\n")];
        Assert.Equal(FailureClass.None, Judge(cosigned));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public void I_10_one_flipped_bit_of_entries_or_openings_is_refused(int at)
    {
        var checkpoint = Log(Openings[..9]).Checkpoint;
        var (entries, openings) = Bundles(Openings[..9], closed: -1);
        Assert.True(KeysLog.TryPut(checkpoint, entries, openings, out _, out _));
        Assert.False(KeysLog.TryPut(checkpoint, [Flip(entries[0], at)], openings, out _, out _));
        Assert.False(KeysLog.TryPut(checkpoint, entries, [Flip(openings[0], at)], out _, out _));
    }

    /// <summary>The control: without the salt and the commitment a closed entry would be told by its hash.</summary>
    [Fact]
    public void Without_a_salt_a_closed_entry_would_be_guessed()
    {
        var entry = Entry(1);
        var guessed = KeysEntry.LeafOf(entry.Open(Hash32.Zeros));
        Assert.Equal(guessed, KeysEntry.LeafOf(entry.Open(Hash32.Zeros)));
        Assert.NotEqual(guessed, KeysEntry.LeafOf(Openings[1]));
    }

    private static FailureClass Judge(byte[] note, CivilDay? day = null)
    {
        Checkpoint.TryVerify(note, Organisation.Directory, day ?? Today, out _, out var failure);
        return failure;
    }

    private static KeysEntry Entry(int at) => KeysEntry.TryOpen(Openings[at], out var entry, out _) ? entry : throw new InvalidOperationException();

    private static KeysLog Log(byte[][] openings, int closed = -1)
    {
        var leaves = openings.Select(opening => MerkleTree.LeafHash(KeysEntry.LeafOf(opening).Span)).ToArray();
        var checkpoint = new Checkpoint(Checkpoint.OriginOf(Organisation.Id), openings.Length, MerkleTree.Root(leaves));
        Assert.True(Checkpoint.TryVerify(checkpoint.Sign(Organisation.Casework), Organisation.Directory, Today, out var verified, out _));
        var (entries, opened) = Bundles(openings, closed);
        Assert.True(KeysLog.TryPut(verified, entries, opened, out var log, out var failure), failure.Name());
        return log;
    }

    private static (List<ReadOnlyMemory<byte>> Entries, List<ReadOnlyMemory<byte>> Openings) Bundles(byte[][] openings, int closed)
    {
        byte[][] shown = [.. openings.Select((opening, at) => at == closed ? [] : opening)];
        return (
            [.. LogTile.Bottom(openings.Length).Select(tile => (ReadOnlyMemory<byte>)KeysLog.Bundle(Slice(openings, tile).Select(opening => (ReadOnlyMemory<byte>)KeysEntry.LeafOf(opening).ToArray())))],
            [.. LogTile.Bottom(openings.Length).Select(tile => (ReadOnlyMemory<byte>)KeysLog.Bundle(Slice(shown, tile).Select(opening => (ReadOnlyMemory<byte>)opening)))]);
    }

    private static byte[][] Slice(byte[][] items, LogTile tile) => items[(tile.Index * 256)..((tile.Index * 256) + tile.Width)];

    private static ReadOnlyMemory<byte> Flip(ReadOnlyMemory<byte> bytes, int at)
    {
        var changed = bytes.ToArray();
        changed[at] ^= 1;
        return changed;
    }

    private static Hash32 Noise()
    {
        var bytes = new byte[32];
        Entropy.Fill(bytes);
        return Hash32.From(bytes);
    }
}
