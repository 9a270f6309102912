using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>What the root signs first: the officers, the recovery key, the hosts' keys and addresses.</summary>
internal sealed record FirstDirectory
{
    /// <summary>Recovery opens with this many of <see cref="SharesMade"/> shares.</summary>
    internal const byte SharesNeeded = 2;

    internal const byte SharesMade = 3;

    private const int LifeDays = 366;

    /// <summary>Channel keys outlive the directory by the 60 days in which it is still used.</summary>
    private const int ChannelDays = LifeDays + DirectoryVerification.GraceDays;

    /// <summary>Signing keys count for the employment; a later directory ends them.</summary>
    private const int OfficeDays = 3653;

    private const uint RetentionDays = 730;

    internal required CivilDay Day { get; init; }

    internal required string Zone { get; init; }

    internal required IReadOnlyList<string> Origins { get; init; }

    internal required RecoveryKey Recovery { get; init; }

    internal required ChannelKey Intake { get; init; }

    internal required ChannelKey Casework { get; init; }

    internal required IReadOnlyList<(OfficerEnrolment Enrolment, string Display)> Officers { get; init; }

    internal byte[] Sign(RootKey root) => new DirectoryContent
    {
        OrganisationId = Sic.OrganisationId(root.PublicKey.Span),
        Sequence = 1,
        PreviousHash = Hash32.Zeros,
        Issued = Day,
        Expires = Day.AddDays(LifeDays),
        AcceptFrom = 1,
        RootKey = root.PublicKey,
        RecoveryKey = Recovery.PublicKey,
        SharesNeeded = SharesNeeded,
        SharesMade = SharesMade,
        Channels =
        [
            new DirectoryChannel(Intake.PublicKey, ChannelUses.Receipts, Day, Day.AddDays(ChannelDays)),
            new DirectoryChannel(Casework.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints, Day, Day.AddDays(ChannelDays)),
        ],
        Quorum = Officers.Count > 2 ? (byte)2 : (byte)1,
        Zone = Zone,
        Origins = Origins,
        Officers = [.. Officers.Select(officer => officer.Enrolment.Listed(officer.Display, Day, Day.AddDays(OfficeDays)))],
        Suites = [Sic.Suite],
        RetentionDays = RetentionDays,
    }.Sign(root);
}
