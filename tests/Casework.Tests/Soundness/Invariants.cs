namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>The symbolic halves of I-01 to I-09 and I-28. Each answers with what the attacker of that invariant gets and must not.</summary>
internal static class Invariants
{
    internal static readonly IReadOnlyDictionary<string, Func<Design, IReadOnlyList<string>>> All = new Dictionary<string, Func<Design, IReadOnlyList<string>>>(StringComparer.Ordinal)
    {
        ["I-01"] = design => Broken(design, _ => [], channel => [.. channel.Objects.SelectMany(Contents), .. channel.Reporters.Select(reporter => reporter.Code)]),
        ["I-02"] = design => Broken(design, _ => [], Signatures),
        ["I-03"] = design => Broken(design, channel => [channel.Responsible.Officer.Passphrase], channel => Contents(channel.Careful)),
        ["I-04"] = design => Broken(design, channel => [channel.Recovery, .. channel.Seats.Select(seat => seat.Officer.Passphrase)], channel => [channel.Erased.Text]),
        ["I-05"] = design => Broken(design, channel => [channel.First.Code], channel => [.. Contents(channel.Report), .. Contents(channel.Message)]),
        ["I-06"] = design => Broken(design, channel => [channel.First.Code], channel => Contents(channel.Taken)),
        ["I-07"] = design => [.. Broken(design, channel => channel.Shares(1), channel => channel.Objects.SelectMany(Contents)), .. Broken(design, channel => channel.Shares(3), channel => Contents(channel.Refusing))],
        ["I-08"] = design => Broken(design, channel => [channel.Leaver.Officer.Passphrase], channel => [.. Contents(channel.Later), .. Contents(channel.Report), .. Contents(channel.Reply)]),
        ["I-09"] = design => Broken(design, channel => [channel.Root], channel => channel.Objects.SelectMany(Contents)),
        ["I-28"] = design => Broken(design, channel => channel.Shares(3), channel => [.. channel.Seats.SelectMany(seat => (Term[])[seat.Officer.SigningKey, seat.Officer.VaultKey]), .. channel.Reporters.Select(reporter => reporter.SigningKey)]),
    };

    internal static IEnumerable<Term> Contents(ModelObject item) => [item.Text, item.File, item.FileName];

    private static IEnumerable<Term> Signatures(Channel channel) =>
    [
        .. channel.Reporters.Select(reporter => new Signed(reporter.SigningKey, new Open("a challenge"))),
        .. channel.Seats.Select(seat => new Signed(seat.Officer.SigningKey, new Open("a new object"))),
        .. channel.Seats.Select(seat => new Signed(seat.Officer.LoginKey, new Open("a challenge"))),
    ];

    private static IReadOnlyList<string> Broken(Design design, Func<Channel, IEnumerable<Term>> given, Func<Channel, IEnumerable<Term>> forbidden)
    {
        var channel = new Channel(design);
        var attacker = new Attacker([.. channel.Everything(), .. given(channel)]);
        return [.. forbidden(channel).Where(attacker.Has).Select(term => term.ToString())];
    }
}
