using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>
/// A small organisation in which everything has happened once: reports that allow and refuse recovery, an officer left out, a reply that was erased, one
/// whose answers the reporter removed, an officer who was removed. It says which message lies at which place, and no more.
/// </summary>
internal sealed class Channel
{
    private const int SharesNeeded = 2;
    private readonly Design design;
    private readonly Term sharedDataKey = new Fresh("data key of everything");

    internal Channel(Design design)
    {
        this.design = design;
        Report = Of("the report", First.SigningKey, [Responsible, Deputy, Leaver, Recovered, .. CodeWhereItOpensReports()], First);
        Message = Of("the reporter's message", First.SigningKey, [Responsible, Deputy, Leaver, Recovered], First);
        Reply = Of("the reply", Responsible.Officer.SigningKey, [Reporter, Responsible, Deputy, Leaver, Recovered]);
        Note = Of("the note", Deputy.Officer.SigningKey, [Responsible, Deputy, Leaver]);
        Erased = Of("the erased reply", Responsible.Officer.SigningKey, [Reporter, Responsible, Deputy, Leaver, Recovered]);
        Taken = Of("the reply that the reporter removed", Deputy.Officer.SigningKey, [Reporter, Responsible, Deputy, Leaver, Recovered]);
        Refusing = Of("the report that refused recovery", Second.SigningKey, design.RecoveryCanBeRefused ? [Responsible, Deputy] : [Responsible, Deputy, Recovered], Second);
        Careful = Of("the report without the responsible", Third.SigningKey, [Deputy, Confidant, Recovered], Third);
        Later = Of("the report after the removal", Fourth.SigningKey, [Responsible, Deputy, Recovered, .. LeaverWhereAnOldDirectoryPasses()], Fourth);
    }

    internal ModelSeat Responsible { get; } = new("responsible");

    internal ModelSeat Deputy { get; } = new("deputy");

    internal ModelSeat Confidant { get; } = new("confidant");

    /// <summary>Removed from the channel before the snapshot; the wraps of before are shredded.</summary>
    internal ModelSeat Leaver { get; } = new("removed officer");

    internal IReadOnlyList<ModelSeat> Seats => [Responsible, Deputy, Confidant, Leaver];

    internal ModelReporter First { get; } = new("the first reporter");

    internal ModelReporter Second { get; } = new("the reporter who refused recovery");

    internal ModelReporter Third { get; } = new("the careful reporter");

    internal ModelReporter Fourth { get; } = new("the later reporter");

    internal IReadOnlyList<ModelReporter> Reporters => [First, Second, Third, Fourth];

    internal Term Root { get; } = new Fresh("root");

    internal Term Recovery { get; } = new Fresh("recovery");

    /// <summary>A key that the server made, to slip in wherever it may.</summary>
    internal Term ServersOwnKey { get; } = new Fresh("key of the server");

    internal ModelObject Report { get; }

    internal ModelObject Message { get; }

    internal ModelObject Reply { get; }

    internal ModelObject Note { get; }

    internal ModelObject Erased { get; }

    internal ModelObject Taken { get; }

    internal ModelObject Refusing { get; }

    internal ModelObject Careful { get; }

    internal ModelObject Later { get; }

    internal IReadOnlyList<ModelObject> Objects => [Report, Message, Reply, Note, Erased, Taken, Refusing, Careful, Later];

    internal IEnumerable<Term> Shares(int count) => Enumerable.Range(1, count).Select(index => new Share(Recovery, index, SharesNeeded));

    /// <summary>Every place at rest and what lies there. Places are table and column, or a file of the data folder; see <see cref="Inventory"/>.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<Term>> AtRest()
    {
        var live = Objects.Where(item => item != Erased).ToList();
        return new Dictionary<string, IReadOnlyList<Term>>(StringComparer.Ordinal)
        {
            ["mailbox.db report.lookup"] = [.. Reporters.Select(reporter => reporter.Lookup)],
            ["mailbox.db report.auth_pk"] = [.. Reporters.Select(reporter => new PublicHalf(reporter.SigningKey))],
            ["mailbox.db content.header"] = [.. Objects.Select(item => item.Commitment)],
            ["mailbox.db content.body"] = [.. live.Select(item => item.Body)],
            ["mailbox.db content.signature"] = [.. Objects.Select(item => item.Signature)],
            ["mailbox.db content.wraps"] = [.. live.SelectMany(Wraps)],
            ["mailbox.db directory.statement"] = [Directory()],
            ["mailbox.db certificate.statement"] = [.. Seats.Select(seat => new Signed(seat.Officer.SigningKey, new PublicHalf(seat.KemKey)))],
            ["mailbox.db freshness.statement"] = [.. Seats.Select(seat => new Signed(seat.Officer.SigningKey, new Open("the newest directory")))],
            ["mailbox.db recovery.statement"] = [new Signed(Root, new Open("whom recovery let in"))],
            ["keys.db shred.secret"] = [.. live.SelectMany(KeptShredKeys)],
            ["casework.db accounts.login_public_key"] = [.. Seats.Select(seat => new PublicHalf(seat.Officer.LoginKey))],
            ["casework.db accounts.vk_wrap"] = [.. Seats.Select(seat => seat.Officer.VaultWrap)],
            ["casework.db vaults.vault"] = [.. Seats.Select(seat => seat.Officer.Vault(Reporters.Select(reporter => new PublicHalf(reporter.KemKey))))],
            ["casework.db host_keys.value"] = [new Fresh("salt of unknown names")],
            ["casework.db invitations.code_hash"] = [new Digest(new Fresh("code of an invitation"))],
            ["casework.db people.candidate"] = [.. Seats.Select(seat => new Signed(seat.Officer.SigningKey, new PublicHalf(seat.Officer.SigningKey)))],
            ["slabs"] = [.. live.Select(item => item.Container)],
            ["casework/channel.key"] = [new Fresh("channel key of casework")],
            ["intake/channel.key"] = [new Fresh("channel key of intake")],
            ["casework/ring"] = [new Fresh("key ring")],
            ["casework/ring.pfx"] = [new Fresh("certificate of the key ring")],
            ["log"] = design.CodeStaysInTheBrowser ? [] : [First.Code],
            ["backup"] = Backups(),
        };
    }

    /// <summary>All of it at once, as a thief takes it.</summary>
    internal IEnumerable<Term> Everything() => [.. AtRest().Values.SelectMany(terms => terms), ServersOwnKey];

    // A backup of mailbox.db from before the erasure and the removal, years old, and the keys part of this week.
    private IReadOnlyList<Term> Backups()
    {
        var (longTerm, week) = (new Fresh("key of the long-term part"), new Fresh("key of the keys part"));
        var old = Objects.SelectMany(item => (Term[])[item.Body, item.Container, .. Wraps(item)]);
        var oldKeys = design.KeysApartFromBackup ? [] : Objects.SelectMany(item => item.Recipients.Select(item.ShredOf));
        var vaults = Seats.Select(seat => seat.Officer.VaultWrap);
        return
        [
            new Wrapped(new PublicHalf(Recovery), longTerm),
            new Sealed(longTerm, Term.All([.. old, .. oldKeys, .. vaults])),
            new Wrapped(new PublicHalf(Recovery), week),
            new Sealed(week, Term.All(Objects.Where(item => item != Erased).SelectMany(KeptShredKeys))),
            .. design.VaultsOutOfRecovery ? [] : Seats.Select(seat => new Wrapped(new PublicHalf(Recovery), seat.Officer.VaultKey)),
        ];
    }

    private IEnumerable<Term> Wraps(ModelObject item) => item.Recipients.Select(item.StoredWrap);

    // Whoever was removed loses the wraps of before; one made afterwards, by a page that was fooled, would keep its shred key.
    private IEnumerable<Term> KeptShredKeys(ModelObject item) => item.Recipients
        .Where(who => !(item != Later && who.KemKey == Leaver.KemKey) && !(item == Taken && who.KemKey == First.KemKey))
        .Select(item.ShredOf);

    private Signed Directory() => new(Root, Term.All([new PublicHalf(Root), new PublicHalf(Recovery), .. Seats.Select(seat => new PublicHalf(seat.Officer.SigningKey))]));

    private ModelRecipient Reporter => new("the reporter", First.KemKey);

    private ModelRecipient Recovered => new("recovery", Recovery);

    private IEnumerable<ModelRecipient> CodeWhereItOpensReports() => design.ReportsClosedToTheCode ? [] : [Reporter];

    // The page takes the directory of before the removal for as long as a quorum of its officers says it is the one in use. The removed officer still can.
    private IEnumerable<ModelRecipient> LeaverWhereAnOldDirectoryPasses()
    {
        var removed = new Attacker([Leaver.Officer.SigningKey]);
        var old = new Open("the directory of before the removal");
        var quorum = design.QuorumOfFreshness ? 2 : 1;
        return Seats.Count(seat => removed.Has(new Signed(seat.Officer.SigningKey, old))) >= quorum ? [Leaver] : [];
    }

    private ModelObject Of(string name, Term authorKey, IReadOnlyList<ModelRecipient> recipients, ModelReporter? writer = null) => new()
    {
        Name = name,
        Design = design,
        DataKey = design.FreshDataKeys ? new Fresh($"data key of {name}") : sharedDataKey,
        AuthorKey = authorKey,
        Recipients = design.RecipientsFromTheReport ? recipients : [.. recipients, new ModelRecipient("the server", ServersOwnKey)],
        Inside = Inside(authorKey, writer),
    };

    private IReadOnlyList<Term> Inside(Term authorKey, ModelReporter? writer)
    {
        IReadOnlyList<Term> keys = writer is null ? [] : [new PublicHalf(writer.KemKey), new PublicHalf(writer.SigningKey)];
        return design.SigningKeysInVaultsOnly ? keys : [.. keys, authorKey];
    }
}

/// <summary>An officer as a recipient.</summary>
internal sealed record ModelSeat : ModelRecipient
{
    internal ModelSeat(string name)
        : this(new ModelOfficer(name))
    {
    }

    private ModelSeat(ModelOfficer officer)
        : base(officer.Name, officer.KemKey) => Officer = officer;

    internal ModelOfficer Officer { get; }
}
