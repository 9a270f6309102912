using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Rules.Deadlines;
using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// The automatic acknowledgement (kind 11, docs/protocol.md section 6), signed by casework's channel key. Its place in the channel's chain is taken by
/// the first one stored: a second one for the same case is refused by the store, whoever runs twice.
/// </summary>
internal sealed class PutChannelNotices(
    CaseShelf shelf, MailboxStore mailbox, ChannelKey key, NoticeKey notices, IEntropy entropy, NoticeSetting setting) : ITickStep
{
    public string Name => "channel-notices";

    public async Task<ushort> RunAsync(TickMoment moment, CancellationToken cancellationToken)
    {
        if (setting.Enabled && notices.State is not ChannelState.Open and var state)
        {
            // Said before the first notice is due, while there is still time to mend it.
            return (ushort)state;
        }

        ushort result = 0;
        foreach (var shelved in await shelf.ReadAllAsync(cancellationToken))
        {
            if (ChannelNoticeRule.IsDue(setting.Enabled, shelved.File, moment.Today, moment.Now))
            {
                result = Math.Max(result, await PutAsync(shelved, moment, cancellationToken));
            }
        }

        return result;
    }

    private async Task<ushort> PutAsync(ShelvedCase shelved, TickMoment moment, CancellationToken cancellationToken)
    {
        if (mailbox.Directories.Current().Newest is not { } directory)
        {
            return (ushort)PutCode.NotOpen;
        }

        var dates = StatutoryClock.DeriveDates(shelved.File.Received, moment.Today);
        var notice = ClearObject.CreateChannelNotice(
            key,
            Place(shelved, directory, moment.Day),
            CivilDay.From(dates.Received),
            CivilDay.From(dates.Acknowledge.By),
            CivilDay.From(dates.Feedback.By));
        return (ushort)(await mailbox.PutAsync(notice, PutAudience.Casework, cancellationToken)).Code;
    }

    private ObjectPlacement Place(ShelvedCase shelved, Directory directory, CivilDay day)
    {
        var heads = shelved.Objects.Where(item => item.Stream == 0)
            .GroupBy(item => item.Author)
            .Select(chain => chain.MaxBy(item => item.Sequence)!.Head)
            .ToList();
        var own = heads.Where(head => head.Author == Id16.Ones).ToList();
        var objectId = new byte[Id16.Size];
        entropy.Fill(objectId);
        return new ObjectPlacement
        {
            OrganisationId = directory.OrganisationId,
            DirectorySequence = directory.Sequence,
            DirectoryHash = directory.Hash,
            Day = day,
            ReportId = shelved.ReportId,
            ObjectId = Id16.From(objectId),
            Sequence = own is [var last] ? last.Sequence + 1 : 0,
            Previous = own is [var before] ? before.ObjectHash : Hash32.Zeros,
            Seen = [.. heads.Where(head => head.Author != Id16.Ones)],
        };
    }
}

/// <summary>Whether the channel acknowledges by itself (docs/deadlines.md); asked each time, since the organisation may be set up while the process runs.</summary>
internal sealed class NoticeSetting(Func<bool> ask)
{
    internal NoticeSetting(bool enabled)
        : this(() => enabled)
    {
    }

    internal bool Enabled => ask();
}
