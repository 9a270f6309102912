using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>What a reader brings.</summary>
internal sealed record ReaderInput
{
    internal required ObjectEntry Report { get; init; }

    internal required IReadOnlyList<ObjectEntry> Entries { get; init; }

    internal required DirectoryHistory History { get; init; }

    /// <summary>As the host hands them out.</summary>
    internal IReadOnlyList<RecoveryStatement> Recoveries { get; init; } = [];

    /// <summary>The reader's key with this key_id; null where there is none.</summary>
    internal required Func<Id16, Key?> KeyFor { get; init; }

    /// <summary>What the reader remembers of the chains.</summary>
    internal IReadOnlyList<ChainHead> Memory { get; init; } = [];

    /// <summary>Who must not receive, from the opened kind 1.</summary>
    internal required Func<OpenedContent?, IReadOnlyList<Id16>?> ExcludedFrom { get; init; }

    /// <summary>The server's civil day.</summary>
    internal required CivilDay Today { get; init; }

    /// <summary>The officer who reads; zeros for the reporter.</summary>
    internal Id16 Reader { get; init; }

    /// <summary>The state of the reporter's own objects without a wrap.</summary>
    internal required ItemState OwnStub { get; init; }
}

/// <summary>What the reporter's mailbox and the officer's case share: verify authors, open, judge chains, order.</summary>
internal sealed class ReportReading
{
    private readonly CaseMembers members;

    private ReportReading(IReadOnlyList<OpenedItem> items, CaseMembers members, IReadOnlyList<Id16>? excluded, ChainJudgement chains)
    {
        this.members = members;
        Items = items;
        Excluded = excluded;
        Chains = chains;
    }

    /// <summary>Every recovery statement, whether it counts or not.</summary>
    internal required IReadOnlyList<OpenedRecovery> Recoveries { get; init; }

    /// <summary>In the order of the dialogue; strangers' objects last.</summary>
    internal IReadOnlyList<OpenedItem> Items { get; }

    internal IReadOnlyList<Id16> Members => members.Ids;

    /// <summary>Who was a member and no longer is.</summary>
    internal IReadOnlyList<Id16> Removed => members.Removed;

    /// <summary>Null for a reader who cannot know.</summary>
    internal IReadOnlyList<Id16>? Excluded { get; }

    internal ChainJudgement Chains { get; }

    internal static ReportReading Read(ReaderInput input)
    {
        var rules = new AuthorRules(input.Report.Header, input.History);
        var drafts = input.Entries.Select(entry => Draft.Of(entry, rules, input.KeyFor)).ToList();
        var excluded = input.ExcludedFrom(drafts.Find(draft => draft.Entry == input.Report)?.Opened.Content);
        var authentic = ByCause([.. drafts.Where(draft => draft.AuthorFailure == FailureClass.None)]);
        var counting = RecoveryRules.Counting(input.Recoveries, input.Report.Header, excluded ?? [], input.History);
        var acts = authentic.Select(draft => CaseAct.Of(draft.Entry.Header, draft.Opened.Content)).OfType<CaseAct>().ToList();
        var members = CaseMembers.Of(input.Report.Header, excluded ?? [], acts, counting, input.History);
        var accepted = authentic.Where(draft => draft.IsAccepted(members, authentic)).ToList();
        var chains = new ChainJudgement([.. accepted.Select(draft => draft.Entry.SignedHeader)], input.Memory);
        var taken = new TakenAway([.. accepted.Select(draft => draft.Accepted)], input.OwnStub == ItemState.Sent, input.Today);
        var letIn = counting.Where(recovery => recovery.Newcomer == input.Reader).Select(recovery => (CivilDay?)recovery.Day).FirstOrDefault();
        var items = accepted.Select((draft, index) => draft.Finish(chains.States[index], input.OwnStub, taken, letIn));
        var strangers = drafts.Except(accepted).Select(draft => draft.Stranger());
        return new ReportReading([.. items, .. strangers], members, excluded, chains) { Recoveries = RecoveryRules.Describe(input.Recoveries, counting) };
    }

    /// <summary>By day of storing; within a day in the order in which things were written, as far as they name each other.</summary>
    private static List<Draft> ByCause(List<Draft> drafts)
    {
        var depths = new ChainJudgement([.. drafts.Select(draft => draft.Entry.SignedHeader)], []).Depths;
        return [.. drafts.Select((draft, index) => (draft, depth: depths[index])).OrderBy(pair => pair.draft.Entry.PutDay).ThenBy(pair => pair.depth).Select(pair => pair.draft)];
    }

    /// <summary>An entry on its way to an item.</summary>
    private sealed record Draft(ObjectEntry Entry, DirectoryOfficer? Officer, FailureClass AuthorFailure, ObjectOpened Opened)
    {
        internal static Draft Of(ObjectEntry entry, AuthorRules rules, Func<Id16, Key?> keyFor)
        {
            var failure = rules.Judge(entry, out var officer);
            return failure == FailureClass.None
                ? new Draft(entry, officer, failure, ObjectOpening.OpenVerified(entry, keyFor))
                : new Draft(entry, null, failure, new ObjectOpened(null, Hash32.Zeros, FailureClass.None));
        }

        internal AcceptedObject Accepted => new(Entry.Header, Entry.PutDay, Entry.SignedHeader.ObjectHash, Opened.Content);

        internal bool IsAccepted(CaseMembers members, List<Draft> authentic) =>
            Entry.Header.Kind.Author() != AuthorRole.Officer || members.MayWrite(Entry.Header, authentic.Find(IsFirstOfChain)?.Entry.Header);

        private bool IsFirstOfChain(Draft other) =>
            other.Entry.Header is { Sequence: 0 } first && first.Author == Entry.Header.Author && first.Stream == Entry.Header.Stream;

        /// <param name="letIn">Day of the recovery that let the reader in.</param>
        internal OpenedItem Finish(ChainState chain, ItemState ownStub, TakenAway taken, CivilDay? letIn)
        {
            var state = chain switch
            {
                ChainState.Forked => ItemState.Forked,
                _ when Opened.Failure != FailureClass.None => ItemState.CannotBeOpened,
                _ when Opened.Content is null => Without(ownStub, taken, letIn),
                ChainState.MissingBefore => ItemState.MissingBefore,
                _ => ItemState.Opened,
            };
            return Describe(state, Opened.Failure, Opened.Content) with { Files = Opened.Files };
        }

        private ItemState Without(ItemState ownStub, TakenAway taken, CivilDay? letIn) =>
            Entry.Header.Author == Id16.Zeros && ownStub == ItemState.Sent ? ItemState.Sent
            : taken.Holds(Entry.Header) ? ItemState.Removed
            : Entry.Header.Kind == ObjectKind.Note && letIn is { } day && Entry.Header.Day <= day ? ItemState.NotRecovered
            : ItemState.Withheld;

        internal OpenedItem Stranger() =>
            Describe(ItemState.NotFromYourOfficers, AuthorFailure == FailureClass.None ? FailureClass.NotAnOfficer : AuthorFailure, null);

        private OpenedItem Describe(ItemState state, FailureClass failure, OpenedContent? content) =>
            new(Entry.Header, Entry.PutDay, Entry.SignedHeader.ObjectHash, Officer, state, failure, content);
    }
}
