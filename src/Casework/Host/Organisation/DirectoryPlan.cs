using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>What the next directory should say, by what this host knows: who is enrolled and active, and which keys and addresses both processes have.</summary>
internal sealed class DirectoryPlan(OrganisationNow organisation, OfficerRegister register, People people, MailboxStore mailbox, ChannelKey key, CivilClock clock, CaseworkOptions options)
{
    /// <summary>What may stand in <see cref="Planned.State"/>: a closed list that the page has words for.</summary>
    internal static class States
    {
        /// <summary>There is something to sign.</summary>
        internal const string Ready = "ready";

        /// <summary>The directory in force says it all.</summary>
        internal const string Unchanged = "unchanged";

        /// <summary>No responsible officer and no deputy has enrolled: nobody would receive.</summary>
        internal const string Nobody = "nobody";

        /// <summary>Intake has not run yet with this mailbox, so its key is not known.</summary>
        internal const string Intake = "intake";

        /// <summary>This folder has no public file of a root ceremony.</summary>
        internal const string NoRoot = "no-root";
    }

    internal async Task<Planned> MakeAsync(CancellationToken cancellationToken)
    {
        if (organisation.Genesis is not { } genesis)
        {
            return new Planned(States.NoRoot, null);
        }

        if (await mailbox.Hosts.FindAsync(ChannelUses.Receipts, cancellationToken) is not { } intake)
        {
            return new Planned(States.Intake, null);
        }

        var newest = register.Newest;
        var active = (await people.ReadAllAsync(cancellationToken)).Where(pair => pair.Person?.DeactivatedOn is null && pair.Account.Role != 0).ToList();
        var wish = new DirectoryWish
        {
            Genesis = genesis,
            Previous = newest,
            Day = clock.Today,
            Zone = clock.Zone.Id,
            Origins = [.. intake.Origins.Concat(options.Origins).Distinct(StringComparer.Ordinal)],
            Channels = [new(intake.PublicKey, ChannelUses.Receipts), new(key.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints)],
            Staying = [.. active.Select(pair => Id16.From(pair.Account.OfficerId)).Where(id => newest?.FindOfficer(id) is not null)],
            Candidates = [.. active.Where(pair => newest?.FindOfficer(Id16.From(pair.Account.OfficerId)) is null).Select(pair => pair.Person?.Candidate).OfType<byte[]>().Select(Read)],
        };
        return new Planned(StateOf(wish), wish);
    }

    private static string StateOf(DirectoryWish wish)
    {
        var roles = wish.Candidates.Select(candidate => candidate.Role).Concat(wish.Staying.Select(id => wish.Previous!.FindOfficer(id)!.Role));
        return !roles.Any(role => role is OfficerRole.Responsible or OfficerRole.Deputy) ? States.Nobody
            : wish.Previous is { } previous && IsSaidBy(previous, wish) ? States.Unchanged
            : States.Ready;
    }

    private static bool IsSaidBy(Directory previous, DirectoryWish wish) =>
        wish.Candidates.Count == 0
        && wish.Staying.Count == previous.Officers.Count
        && wish.Origins.SequenceEqual(previous.Content.Origins, StringComparer.Ordinal)
        && wish.Channels.All(channel => previous.Content.Channels.Any(listed => listed.PublicKey == channel.PublicKey && listed.Uses.HasFlag(channel.Uses & (ChannelUses.Receipts | ChannelUses.Notices))));

    private static Candidate Read(byte[] bytes) =>
        Candidate.TryVerify(bytes, out var candidate, out var failure) ? candidate : throw new InvalidDataException($"a stored statement is damaged: {failure.Name()}");
}

/// <summary>What came of planning.</summary>
/// <param name="State">One of <see cref="DirectoryPlan.States"/>.</param>
/// <param name="Wish">What would be asked; null where something is missing.</param>
internal sealed record Planned(string State, DirectoryWish? Wish);
