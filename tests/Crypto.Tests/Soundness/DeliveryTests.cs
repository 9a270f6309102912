using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Tests.Soundness;

/// <summary>
/// A host that drops, keeps back, rolls back and shows different things to different people, searched completely for small dialogues (I-12): at every step anybody writes after
/// any selection of what exists, and in the end a reader who remembers any earlier selection, or none, is handed any selection.
/// </summary>
public sealed class DeliveryTests
{
    private static readonly Dictionary<string, Writer[]> Casts = new(StringComparer.Ordinal)
    {
        ["reporter and officer"] = [Writer.Reporter, Writer.Officer(1)],
        ["reporter and two officers"] = [Writer.Reporter, Writer.Officer(1), Writer.Officer(2)],
        ["reporter and an officer with notes"] = [Writer.Reporter, Writer.Officer(1), Writer.Officer(1, ObjectKind.Note)],
    };

    [Theory]
    [InlineData("reporter and officer", 4)]
    [InlineData("reporter and two officers", 4)]
    [InlineData("reporter and an officer with notes", 4)]
    public void I_12_every_delivery_is_judged_as_the_model_says(string cast, int objects) => Search(cast, objects);

    [Theory]
    [Trait("lane", "full")]
    [InlineData("reporter and officer", 5)]
    [InlineData("reporter and two officers", 5)]
    public void I_12_every_delivery_of_a_longer_dialogue_is_judged_as_the_model_says(string cast, int objects) => Search(cast, objects);

    /// <summary>Whoever answers names all that they were handed out: from then on nobody who gets the answer misses any of it unnoticed.</summary>
    [Theory]
    [InlineData("reporter and officer")]
    [InlineData("reporter and two officers")]
    [InlineData("reporter and an officer with notes")]
    public void I_12_whoever_writes_after_a_whole_delivery_names_all_of_it(string cast) => Assert.Empty(Unnamed(Casts[cast], placement => placement));

    [Theory]
    [InlineData((int)ChainRules.Predecessors)]
    [InlineData((int)ChainRules.Seen)]
    [InlineData((int)ChainRules.Memory)]
    [InlineData((int)ChainRules.Hashes)]
    [InlineData((int)ChainRules.OneVersion)]
    public void I_12_a_verifier_without_one_of_the_rules_would_take_for_whole_what_is_not(int rule)
    {
        var rules = ChainRules.All & ~(ChainRules)rule;
        Assert.Contains(
            Deliveries(Casts["reporter and two officers"], 4),
            delivery => ChainReaders.By(rules, delivery.Objects, delivery.Remembered).IsWhole && !delivery.Model.IsWhole(delivery.View, delivery.Memory));
    }

    [Fact]
    public void I_12_a_writer_who_named_the_reporter_alone_would_leave_something_unnoticed() =>
        Assert.NotEmpty(Unnamed(Casts["reporter and two officers"], placement => placement with { Seen = [.. placement.Seen.Where(head => head.Author == Id16.Zeros)] }));

    private static void Search(string cast, int objects)
    {
        var (whole, flagged, unnoticed) = (0, 0, 0);
        foreach (var (model, view, memory, delivered, remembered) in Deliveries(Casts[cast], objects))
        {
            var real = ChainReaders.Real(delivered, remembered);
            Assert.Equal(model.IsWhole(view, memory), real.IsWhole);
            Assert.Equal(DeliveryModel.Of(view).Select(index => model.StateOf(index, view, memory)), real.States);
            Assert.Equal(model.Missing(view, memory).Select(item => DeliveryModel.Place(item.Signed.Head)).ToHashSet(), real.Missing);
            var same = ChainReaders.By(ChainRules.All, delivered, remembered);
            Assert.Equal((real.IsWhole, string.Join(' ', real.States)), (same.IsWhole, string.Join(' ', same.States)));
            (whole, flagged) = real.IsWhole ? (whole + 1, flagged) : (whole, flagged + 1);
            unnoticed += real.IsWhole && view != (1u << objects) - 1 ? 1 : 0;
            if (real.IsWhole)
            {
                AssertOrder(model, view, delivered);
            }
        }

        // A search in which one verdict never came up would have shown nothing; and what nobody names is not missed, which is no promise.
        Assert.True(whole > 0 && flagged > whole && unnoticed > 0, $"{whole} whole, {flagged} flagged, {unnoticed} unnoticed");
        TestContext.Current.TestOutputHelper?.WriteLine($"{whole + flagged} deliveries");
    }

    /// <summary>A whole delivery is shown in an order in which nothing stands before what it builds on.</summary>
    private static void AssertOrder(DeliveryModel model, uint view, IReadOnlyList<SignedHeader> delivered)
    {
        var depths = new ChainJudgement(delivered, []).Depths;
        var places = DeliveryModel.Of(view).ToList();
        foreach (var (index, place) in places.Select((index, place) => (index, place)))
        {
            Assert.All(DeliveryModel.Of(model.Written[index].Past), before => Assert.True(depths[places.IndexOf(before)] < depths[place]));
        }
    }

    private static IEnumerable<(DeliveryModel Model, uint View, uint Memory, List<SignedHeader> Objects, List<ChainHead> Remembered)> Deliveries(IReadOnlyList<Writer> writers, int objects) =>
        from model in new Histories(writers, objects).All()
        from remembered in Memories(model)
        let memory = Histories.Indexes(model, remembered)
        from view in model.Views()
        select (model, view, memory, model.Objects(view), remembered);

    /// <summary>Nothing, or the heads of any earlier delivery; each once.</summary>
    internal static IEnumerable<List<ChainHead>> Memories(DeliveryModel model) =>
        model.Views().Select(earlier => VaultMerge.HigherHeads([], model.Objects(earlier).Select(item => item.Head))).Prepend([]).DistinctBy(heads => string.Join(' ', heads.Select(head => head.ObjectHash)));

    private static List<Writing> Unnamed(IReadOnlyList<Writer> writers, Func<ObjectPlacement, ObjectPlacement> habit)
    {
        var found = new List<Writing>();
        var histories = new Histories(writers, 4)
        {
            Habit = habit,
            Seen = writing =>
            {
                if (writing.Before.IsWhole(writing.View, writing.Memory) && (OfStream(writing) & ~writing.Written.Past) != 0)
                {
                    found.Add(writing);
                }
            },
        };
        Assert.NotEmpty(histories.All().ToList());
        return found;
    }

    // What everybody may see does not name notes.
    private static uint OfStream(Writing writing) =>
        DeliveryModel.Set(DeliveryModel.Of(writing.View).Where(index => writing.Before.Written[index].Signed.Header.Stream <= writing.Written.Signed.Header.Stream));
}
