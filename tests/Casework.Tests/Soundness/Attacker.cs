namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>
/// Dolev and Yao's attacker, passive over what is at rest: opens whatever the known keys open, makes whatever can be made of what is known. Opening is
/// repeated until nothing new comes out; for rules in which every opened message is a part of the sealed one, that finds everything there is to find.
/// </summary>
internal sealed class Attacker
{
    private readonly HashSet<Term> known = [];

    internal Attacker(params IEnumerable<Term> loot)
    {
        known.UnionWith(loot);
        while (Grow())
        {
        }
    }

    /// <summary>Whether the attacker holds or can make this message.</summary>
    internal bool Has(Term wanted) => known.Contains(wanted) || (wanted.Ingredients is { } ingredients && ingredients.All(Has));

    private bool Grow()
    {
        var found = known.SelectMany(Opened).Concat(Recombined()).Where(term => !known.Contains(term)).ToList();
        known.UnionWith(found);
        return found.Count > 0;
    }

    private IEnumerable<Term> Opened(Term term) => term switch
    {
        Pair pair => [pair.First, pair.Second],
        Signed signed => [signed.Content],
        Sealed message when Has(message.Key) => [message.Content],
        Wrapped { PublicKey: PublicHalf half } message when Has(half.PrivateKey) => [message.Content],
        _ => [],
    };

    private IEnumerable<Term> Recombined() =>
        from share in known.OfType<Share>()
        group share by (share.Secret, share.Threshold) into shares
        where shares.Select(share => share.Index).Distinct().Count() >= shares.Key.Threshold
        select shares.Key.Secret;
}
