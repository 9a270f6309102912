using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Tests.Trust.SampleOrganisation;

namespace IntegrityChannel.Crypto.Tests.Trust;

public sealed class DirectoryHistoryTests
{
    private static readonly SampleOrganisation Sample = new();

    [Fact]
    public void Directories_that_name_each_other_form_a_history()
    {
        Assert.True(Verify(out var history, Directory(Sample.DirectoryBytes), Directory(Second())), "history");
        Assert.Equal(2, history!.Directories.Count);
        Assert.NotNull(history.Find(1, Sample.Directory.Hash));
        Assert.Null(history.Find(2, Sample.Directory.Hash));
    }

    [Fact]
    public void A_directory_that_does_not_name_the_one_before_breaks_the_history()
    {
        var loose = (Content(2) with { PreviousHash = Sample.Root.PublicKey }).Sign(Sample.Root);
        Assert.Equal(FailureClass.WrongChain, FailureOf(Directory(Sample.DirectoryBytes), Directory(loose)));
        Assert.Equal(FailureClass.WrongChain, FailureOf(Directory(Sample.DirectoryBytes), Directory(Sample.DirectoryBytes)));
        Assert.Equal(FailureClass.Malformed, FailureOf());
    }

    [Fact]
    public void A_new_root_needs_both_signatures()
    {
        var successor = RootKey.Create(Sample.Entropy);
        var second = (Content(2) with { RootKey = successor.PublicKey }).Sign(successor);
        var change = RootChange.Create(Sample.Directory, Sample.Root, successor, Issued);
        var forged = (byte[])change.Clone();
        forged[^1] ^= 1;
        Assert.Equal(FailureClass.None, FailureOf(Directory(Sample.DirectoryBytes), Change(change), Directory(second)));
        Assert.Equal(FailureClass.WrongRoot, FailureOf(Directory(Sample.DirectoryBytes), Directory(second)));
        Assert.Equal(FailureClass.WrongSignature, FailureOf(Directory(Sample.DirectoryBytes), Change(forged), Directory(second)));
    }

    [Fact]
    public void An_object_under_a_directory_whose_acceptance_ended_two_days_ago_is_not_accepted()
    {
        Assert.True(Verify(out var history, Directory(Sample.DirectoryBytes), Directory(Second(acceptFrom: 2))));
        var first = history!.Directories[0];
        var issued = Issued.AddDays(30);
        Assert.True(history.Accepts(first, issued.AddDays(1)));
        Assert.False(history.Accepts(first, issued.AddDays(2)));
        Assert.True(history.Accepts(history.Directories[1], issued.AddDays(-1)));
        Assert.False(history.Accepts(history.Directories[1], issued.AddDays(-2)));
    }

    private static DirectoryContent Content(uint sequence, uint acceptFrom = 1) => Sample.Content() with
    {
        Sequence = sequence,
        PreviousHash = Sample.Directory.Hash,
        AcceptFrom = acceptFrom,
        Issued = Issued.AddDays(30),
    };

    private static byte[] Second(uint acceptFrom = 1) => Content(2, acceptFrom).Sign(Sample.Root);

    private static ChainEntry Directory(byte[] bytes) => new(ChainEntryKind.Directory, bytes);

    private static ChainEntry Change(byte[] bytes) => new(ChainEntryKind.RootChange, bytes);

    private static bool Verify(out DirectoryHistory? history, params ChainEntry[] entries)
    {
        Assert.True(DirectoryChain.TryParse(new DirectoryChain(entries).Encode(), out var chain, out _));
        return DirectoryHistory.TryVerify(chain, out history, out _);
    }

    private static FailureClass FailureOf(params ChainEntry[] entries) =>
        DirectoryHistory.TryVerify(new DirectoryChain(entries), out _, out var failure) ? FailureClass.None : failure;
}
