using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Tests.Trust.SampleOrganisation;

namespace IntegrityChannel.Crypto.Tests.Trust;

/// <summary>What counts as a new root, and that a backup leads from the first root to the one in force.</summary>
public sealed class RootChangeTests
{
    private static readonly SampleOrganisation Sample = new();

    private readonly RootKey successor = RootKey.Create(Sample.Entropy);

    [Fact]
    public void A_step_is_a_directory_alone_or_behind_the_change_of_its_root_and_nothing_else()
    {
        Assert.True(ChainStep.TryParse(Sample.DirectoryBytes, out var alone, out _));
        Assert.Null(alone.Change);
        Assert.True(ChainStep.TryParse(ChainStep.Encode(Change(), Second()), out var step, out _));
        Assert.Equal((successor.PublicKey, 2), (step.Change!.NewRoot, step.Entries.Count));

        var change = new ChainEntry(ChainEntryKind.RootChange, Change());
        var second = new ChainEntry(ChainEntryKind.Directory, Second());
        foreach (var entries in (ChainEntry[][])[[], [second], [change], [second, change], [change, change, second], [change, second, second]])
        {
            Assert.False(ChainStep.TryParse(new DirectoryChain(entries).Encode(), out _, out var failure));
            Assert.Equal(FailureClass.Malformed, failure);
        }
    }

    [Fact]
    public async Task A_backup_of_after_the_change_verifies_from_the_first_root_on_and_names_both()
    {
        var (header, failure) = await ReadAsync(Change());

        Assert.Equal(FailureClass.None, failure);
        Assert.Equal([Sample.Root.PublicKey, successor.PublicKey], header!.Roots);
        Assert.Equal(2u, header.Directory.Sequence);
    }

    [Fact]
    public async Task A_backup_under_a_root_that_nobody_named_or_one_root_alone_named_is_refused()
    {
        var oneRoot = Change();
        oneRoot[^70] ^= 1;
        Assert.Equal((null, FailureClass.WrongSignature), await ReadAsync(oneRoot));

        // Its directory alone: a root that is not the organisation's first.
        Assert.True(UntrustedDirectory.TryParse(Second(), out var untrusted, out _));
        Assert.True(untrusted.Verify(successor.PublicKey, Sample.Id, out var second, out _));
        Assert.Equal((null, FailureClass.WrongOrganisation), await ReadAsync(second, default));
    }

    [Fact]
    public void A_lost_root_needs_every_officer_of_the_directory_before_and_exactly_this()
    {
        var proposal = Proposal(Issued);
        var signed = Sample.Officers.Select(officer => proposal.Countersign(officer.SigningKey)).ToList();
        Assert.True(proposal.IsProposal);
        Assert.True(Holds(proposal.Join(signed)));

        for (var missing = 0; missing < signed.Count; missing++)
        {
            var without = signed.ToList();
            without.RemoveAt(missing);
            Assert.False(Holds(proposal.Join(without)));
            var other = signed.ToList();
            other[missing] = Proposal(Issued.AddDays(1)).Countersign(Sample.Officers[missing].SigningKey);
            Assert.False(Holds(proposal.Join(other)));
        }

        // The signatures of both roots are none of these, nor the other way round: the labels differ.
        Assert.False(Holds(proposal.Bytes.ToArray()));
        Assert.True(RootChange.TryParse(proposal.Join(signed), out var joined, out _));
        Assert.False(joined.IsProposal);
    }

    [Fact]
    public void A_reader_that_asked_the_new_root_alone_would_take_a_change_that_the_old_one_never_signed()
    {
        var forged = RootChange.Create(Sample.Directory, successor, successor, Issued);
        Assert.True(RootChange.TryParse(forged, out var change, out _));
        Assert.Equal(Sample.Root.PublicKey, change.OldRoot);
        Assert.True(change.IsSigned(change.NewRoot, forged.AsSpan(^64..)));
        Assert.False(change.VerifySignatures(Sample.Directory));
    }

    private RootChange Proposal(CivilDay day) =>
        RootChange.TryParse(RootChange.Propose(Sample.Directory, successor, day), out var proposal, out var failure) ? proposal : throw new InvalidOperationException(failure.Name());

    private static bool Holds(byte[] bytes) => RootChange.TryParse(bytes, out var change, out _) && change.VerifySignatures(Sample.Directory);

    private byte[] Change() => RootChange.Create(Sample.Directory, Sample.Root, successor, Issued);

    private byte[] Second() => (Sample.Content() with { Sequence = 2, PreviousHash = Sample.Directory.Hash, RootKey = successor.PublicKey }).Sign(successor);

    private async Task<(BackupHeader? Header, FailureClass Failure)> ReadAsync(byte[] change)
    {
        Assert.True(UntrustedDirectory.TryParse(Second(), out var untrusted, out _));
        Assert.True(untrusted.Verify(successor.PublicKey, Sample.Id, out var second, out _));
        return await ReadAsync(second, new DirectoryChain(
        [
            new ChainEntry(ChainEntryKind.Directory, Sample.DirectoryBytes), new ChainEntry(ChainEntryKind.RootChange, change), new ChainEntry(ChainEntryKind.Directory, second.Bytes),
        ]).Encode());
    }

    private static async Task<(BackupHeader? Header, FailureClass Failure)> ReadAsync(Protocol.Trust.Directory newest, byte[]? chain)
    {
        var order = new BackupOrder { Part = BackupPart.Keys, Day = Issued, Number = 1, Directory = newest, Chain = chain, ChannelKey = Sample.Casework };
        var made = BackupHeader.Create(order, Sample.Entropy);
        Assert.NotNull(made);
        made.Value.Key.Dispose();
        using var stream = new MemoryStream(made.Value.Header);
        return await BackupHeader.ReadAsync(stream, TestContext.Current.CancellationToken);
    }
}
