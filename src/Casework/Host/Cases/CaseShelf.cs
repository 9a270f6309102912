using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Casework.Rules.Cases;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Cases;

/// <summary>
/// Joins mailboxes and case files, and hands an officer only what is theirs. Whoever was left out, or is no longer in the directory,
/// finds nothing here: no entry, no count (I-27).
/// </summary>
internal sealed class CaseShelf(MailboxStore mailbox, CaseFiles files)
{
    /// <summary>Every case. For the tick; an endpoint asks for one officer's.</summary>
    internal async Task<IReadOnlyList<ShelvedCase>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var numbers = await files.ReadAllAsync(cancellationToken);
        var directories = mailbox.Directories.Current();
        var objects = (await mailbox.ObjectsSinceAsync(default, cancellationToken)).ToLookup(item => item.ReportId);
        var orders = (await mailbox.ControlsAsync(cancellationToken)).ToLookup(control => control.Stored.ReportId);
        return
        [
            .. from report in await mailbox.ReportsAsync(default, cancellationToken)
               where numbers.ContainsKey(report.ReportId)
               select Shelve(report, numbers[report.ReportId].CaseNumber, [.. objects[report.ReportId]], [.. orders[report.ReportId]], directories),
        ];
    }

    /// <summary>The cases this officer receives.</summary>
    internal async Task<IReadOnlyList<ShelvedCase>> ReadForAsync(Id16 officerId, CancellationToken cancellationToken)
    {
        var officer = PartyId.From(officerId.Span);
        return [.. (await ReadAllAsync(cancellationToken)).Where(shelved => shelved.File.FindReceiving(officer) is not null)];
    }

    /// <summary>One case of this officer; null where there is none or it is not theirs, which look alike.</summary>
    internal async Task<ShelvedCase?> FindForAsync(Id16 officerId, Id16 reportId, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(reportId, cancellationToken) is not { } row || await mailbox.ReportAsync(reportId, cancellationToken) is not { } report)
        {
            return null;
        }

        var shelved = Shelve(report, row.CaseNumber, await mailbox.ObjectsAsync(reportId, cancellationToken), await mailbox.ControlsAsync(reportId, cancellationToken), mailbox.Directories.Current());
        return shelved.File.FindReceiving(PartyId.From(officerId.Span)) is null ? null : shelved;
    }

    private static ShelvedCase Shelve(
        MailboxReport report, string number, IReadOnlyList<MailboxObject> objects, IReadOnlyList<MailboxControl> orders, PublishedDirectories directories)
    {
        var recipients = report.Recipients.Select(officer => ToRecipient(officer, directories))
            .Concat(report.Removed.Select(officer => ToRecipient(officer, directories) with { Receives = false }));
        return new(report, number, new CaseFile(recipients, objects.Select(ToHead), orders.Select(OrderFacts.Of)), objects);
    }

    // Of an officer who left the directory the role they last had is kept, since it explains what they did in the case.
    private static CaseRecipient ToRecipient(Id16 officer, PublishedDirectories directories)
    {
        var last = directories.Directories.Select(directory => directory.FindOfficer(officer)).LastOrDefault(found => found is not null);
        return new(
            PartyId.From(officer.Span),
            (OfficerRole)(byte)(last?.Role ?? Crypto.Protocol.Trust.OfficerRole.Confidant),
            directories.Newest?.FindOfficer(officer) is not null);
    }

    private static ObjectHead ToHead(MailboxObject item) =>
        new((CaseObjectKind)(byte)item.Kind, PartyId.From(item.Author.Span), item.Stream, item.Sequence, item.PutDay.Date);
}
