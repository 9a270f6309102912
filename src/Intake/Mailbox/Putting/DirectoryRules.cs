using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>Step 3 of a put: the directory and the day it names, and whether each recipient is known there.</summary>
internal static class DirectoryRules
{
    /// <summary>The refusal, or null where the header fits what is published.</summary>
    internal static PutCode? Judge(ObjectHeader header, PublishedDirectories published, CivilDay today)
    {
        if (published.Newest is not { } newest || !published.IsOpen || IsLongExpired(newest, today))
        {
            return PutCode.NotOpen;
        }

        if (Named(header, published) is not { } named)
        {
            return PutCode.WrongDirectory;
        }

        if (!DayFits(header, today) || named.Sequence < newest.Content.AcceptFrom || IsLongExpired(named, today))
        {
            return PutCode.Stale;
        }

        return header.Recipients.All(recipient => IsKnown(recipient, named, published)) ? null : PutCode.UnknownRecipient;
    }

    /// <summary>The published directory that the header names by number, hash and organisation; null where there is none.</summary>
    internal static Directory? Named(ObjectHeader header, PublishedDirectories published) =>
        published.Find(header.DirectorySequence) is { } directory
        && directory.Hash == header.DirectoryHash
        && directory.OrganisationId == header.OrganisationId
            ? directory
            : null;

    private static bool IsLongExpired(Directory directory, CivilDay today) =>
        today > directory.Content.Expires.AddDays(PublishedDirectories.ForgivenDays);

    // A reporter's page may have been loaded before midnight; officers and the channel are told the day anew.
    private static bool DayFits(ObjectHeader header, CivilDay today) =>
        header.Kind.Author() == AuthorRole.Reporter
            ? header.Day >= today.AddDays(-1) && header.Day <= today.AddDays(1)
            : header.Day == today;

    // The reporter's own key_id is a hash that only officers can compute; the server has nothing to compare it with.
    private static bool IsKnown(Recipient recipient, Directory named, PublishedDirectories published) =>
        recipient.Who == Id16.Zeros
        || (recipient.Who == Id16.Ones
            ? recipient.KeyId == named.RecoveryKeyId
            : named.FindOfficer(recipient.Who) is not null && published.IsCertified(recipient.Who, recipient.KeyId));
}
