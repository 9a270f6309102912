using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>What the root signs when a request is granted: who stays, who is new, who is no longer listed. Every directory of every ceremony comes from here.</summary>
internal sealed class NextDirectory
{
    private const int LifeDays = 366;

    /// <summary>Channel keys outlive the directory by the 60 days in which it is still used.</summary>
    private const int ChannelDays = LifeDays + DirectoryVerification.GraceDays;

    /// <summary>Signing keys count for the employment; a later directory ends them.</summary>
    private const int OfficeDays = 3653;

    private const uint RetentionDays = 730;

    private readonly DirectoryRequest request;
    private readonly CivilDay day;

    private NextDirectory(DirectoryRequest request, Directory? previous, CivilDay day, Hash32 rootKey) => (this.request, Previous, this.day, RootKey) = (request, previous, day, rootKey);

    internal Directory? Previous { get; }

    /// <summary>The root that signs it: that of the directory before, or the organisation's first.</summary>
    internal Hash32 RootKey { get; }

    /// <summary>Officers of the directory before who are not listed any more.</summary>
    internal IReadOnlyList<DirectoryOfficer> Leaving => [.. (Previous?.Officers ?? []).Where(officer => !request.Staying.Contains(officer.Id))];

    /// <summary>Keys that the directory before does not list: of the first directory all, later normally none.</summary>
    internal IReadOnlyList<RequestedChannel> NewChannels => [.. request.Channels.Where(channel => Listed(channel.PublicKey) is null)];

    /// <summary>Fits a request to the directory before it.</summary>
    /// <param name="request">Verified.</param>
    /// <param name="previous">Verified under the root that it names; null where the request is for the first.</param>
    /// <param name="day">Day of issue.</param>
    /// <param name="problem">Why it does not fit, in words.</param>
    internal static NextDirectory? TryCreate(DirectoryRequest request, Directory? previous, CivilDay day, out string problem)
    {
        problem = Judge(request, previous, day);
        return problem.Length == 0 ? new NextDirectory(request, previous, day, previous?.Content.RootKey ?? request.Genesis.RootKey) : null;
    }

    /// <summary>The same under a root that takes over.</summary>
    internal NextDirectory Under(Hash32 successor) => new(request, Previous, day, successor);

    /// <summary>What is signed.</summary>
    internal DirectoryContent Content() => new()
    {
        OrganisationId = request.Genesis.OrganisationId,
        Sequence = request.Sequence,
        PreviousHash = request.PreviousHash,
        Issued = day,
        Expires = day.AddDays(LifeDays),
        AcceptFrom = Previous?.Sequence ?? 1,
        RootKey = RootKey,
        RecoveryKey = request.Genesis.RecoveryKey,
        SharesNeeded = request.Genesis.SharesNeeded,
        SharesMade = request.Genesis.SharesMade,
        Channels = [.. request.Channels.Select(channel => new DirectoryChannel(channel.PublicKey, channel.Uses, Listed(channel.PublicKey)?.From ?? day, day.AddDays(ChannelDays)))],
        Quorum = request.Staying.Count + request.Candidates.Count > 2 ? (byte)2 : (byte)1,
        Zone = request.Zone,
        Origins = request.Origins,
        Officers = [.. request.Staying.Select(id => Previous!.FindOfficer(id)!), .. request.Candidates.Select(Listing)],
        Suites = [Sic.Suite],
        RetentionDays = Previous?.Content.RetentionDays ?? RetentionDays,
    };

    private static string Judge(DirectoryRequest request, Directory? previous, CivilDay day)
    {
        var expected = (previous?.Sequence ?? 0) + 1;
        if (request.Sequence != expected || request.PreviousHash != (previous?.Hash ?? Hash32.Zeros))
        {
            return previous is null
                ? $"The request is for directory {request.Sequence}. Name the one before it with --previous."
                : $"The request is for directory {request.Sequence} and does not continue directory {previous.Sequence} of --previous. Going back, or round it, is not possible.";
        }

        if (previous is not null && (previous.OrganisationId != request.Genesis.OrganisationId || day < previous.Content.Issued))
        {
            return $"Directory {previous.Sequence} is of another organisation, or was issued after {day}.";
        }

        if (request.Staying.FirstOrDefault(id => previous?.FindOfficer(id) is null) is { NamesAnOfficer: true } stranger)
        {
            return $"The request keeps an officer ({stranger}) whom directory {previous?.Sequence} does not list.";
        }

        return request.Candidates.Any(candidate => previous?.FindOfficer(candidate.OfficerId) is not null)
            ? "The request gives another key to an officer who is listed already. That officer must leave and enrol anew."
            : TimeZoneInfo.TryFindSystemTimeZoneById(request.Zone, out _) ? "" : $"There is no time zone {request.Zone}.";
    }

    private DirectoryChannel? Listed(Hash32 publicKey) => Previous?.Content.Channels.FirstOrDefault(channel => channel.PublicKey == publicKey);

    private DirectoryOfficer Listing(Candidate candidate) => new(
        candidate.OfficerId, candidate.Role, candidate.Role is OfficerRole.Responsible or OfficerRole.Deputy, candidate.SigningKey, day, day.AddDays(OfficeDays), candidate.Display);
}
