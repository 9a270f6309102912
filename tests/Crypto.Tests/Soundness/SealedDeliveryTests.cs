using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Vaults;
using IntegrityChannel.Crypto.Tests.Opening;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Soundness;

/// <summary>One sealed dialogue with a note and two versions of a reply: every delivery of it, as the real readers of case and mailbox judge it (I-12).</summary>
public sealed class SealedDeliveryTests
{
    private readonly Dialogue dialogue = new();
    private readonly DeliveryModel model;

    public SealedDeliveryTests()
    {
        dialogue.Report();
        dialogue.Write(0, new OpenedContent.Reply(Text("Sinds wanneer?")));
        dialogue.Message("Sinds maart");
        dialogue.Write(0, new OpenedContent.Note(NoteKind.Finding, Text("Kas geteld"), null));
        var before = dialogue.Case(1);
        using var vault = dialogue.Vault(1);
        foreach (var text in (string[])["een", "ander"])
        {
            dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Text(text)), before, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure), failure);
        }

        var written = new List<WrittenObject>();
        foreach (var item in dialogue.Stored)
        {
            written.Add(WrittenObject.After(written, item.SignedHeader));
        }

        model = new DeliveryModel(written);
    }

    [Fact]
    public void I_12_an_officer_who_has_read_so_far_judges_every_delivery_as_the_model_says()
    {
        for (var read = 0; read <= model.Written.Count; read++)
        {
            var remembered = VaultMerge.HigherHeads([], model.Written.Take(read).Select(item => item.Signed.Head));
            var memory = Histories.Indexes(model, remembered);
            foreach (var view in model.Views())
            {
                var opened = dialogue.Case(0, DeliveryModel.Of(view).Select(index => dialogue.Stored[index]), new VaultReport(dialogue.Stored[0].Header.ReportId, default, null, [], remembered));
                AssertJudged(opened.Items, opened.Missing, view, memory);
            }
        }
    }

    [Fact]
    public void I_12_a_reporter_judges_every_delivery_as_the_model_says()
    {
        var notes = DeliveryModel.Set(Enumerable.Range(0, model.Written.Count).Where(index => model.Written[index].Signed.Header.Stream == 1));
        foreach (var view in model.Views().Where(view => (view & notes) == 0))
        {
            var opened = MailboxOpening.Open(dialogue.List(Id16.Zeros, DeliveryModel.Of(view).Select(index => dialogue.Stored[index])), dialogue.Code, dialogue.History, out var failure);
            Assert.True(opened is not null, failure.Name());
            AssertJudged(opened.Items, opened.Missing, view, memory: 0);
        }
    }

    [Fact]
    public void I_12_no_other_order_of_a_list_is_read_and_no_repetition()
    {
        var reader = dialogue.Sample.Officers[0].Id;
        var entries = dialogue.Stored.Select(item => dialogue.Entry(item, reader)).ToList();
        Assert.True(ObjectList.TryParse(dialogue.List(reader, dialogue.Stored), out var list, out _));
        var right = string.Join(' ', list.Entries.Select(entry => entry.SignedHeader.ObjectHash));
        var read = Orders(entries).Count(order => IsRead(order, right));
        Assert.Equal(1, read);
        foreach (var (place, again) in Enumerable.Range(0, entries.Count + 1).SelectMany(place => list.Entries.Select(entry => (place, entry))))
        {
            Assert.False(IsRead([.. list.Entries.Take(place), again, .. list.Entries.Skip(place)], right));
        }
    }

    private bool IsRead(List<ObjectEntry> entries, string right)
    {
        using var writer = new SicWriter(4096);
        writer.Bytes(ObjectList.Magic).Day(dialogue.Day).U32((uint)entries.Count);
        foreach (var entry in entries)
        {
            entry.Write(writer);
        }

        writer.Count16(0);
        var read = ObjectList.TryParse(writer.ToArray(), out _, out var failure);
        Assert.Equal(read ? FailureClass.None : FailureClass.NotCanonical, failure);
        Assert.Equal(read, string.Join(' ', entries.Select(entry => entry.SignedHeader.ObjectHash)) == right);
        return read;
    }

    private void AssertJudged(IReadOnlyList<OpenedItem> items, IReadOnlyList<ChainHead> missing, uint view, uint memory)
    {
        Assert.Equal(model.Missing(view, memory).Select(item => DeliveryModel.Place(item.Signed.Head)).ToHashSet(), missing.Select(DeliveryModel.Place).ToHashSet());
        foreach (var index in DeliveryModel.Of(view))
        {
            var item = items.Single(item => item.ObjectHash == model.Written[index].Signed.ObjectHash);
            var expected = model.StateOf(index, view, memory);
            Assert.Equal(expected == ChainState.Forked, item.State == ItemState.Forked);
            // The reporter's own is shown as sent, whatever is missing before it.
            Assert.True(item.State == ItemState.Sent || (expected == ChainState.MissingBefore) == (item.State == ItemState.MissingBefore));
        }
    }

    private static IEnumerable<List<ObjectEntry>> Orders(List<ObjectEntry> entries) =>
        entries.Count == 0 ? [[]] : entries.SelectMany(first => Orders([.. entries.Where(entry => entry != first)]), (first, rest) => (List<ObjectEntry>)[first, .. rest]);
}
