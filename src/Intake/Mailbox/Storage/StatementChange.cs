using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>What a publisher may do to the tables within one change.</summary>
internal sealed class StatementChange(MailboxContext context)
{
    internal void Add(Directory directory) => context.Directories.Add(new DirectoryRow
    {
        Seq = directory.Sequence,
        Hash = directory.Hash.ToArray(),
        Statement = directory.Bytes.ToArray(),
    });

    internal void Add(RootChange change) => context.RootChanges.Add(new RootChangeRow { FromSeq = change.FromSequence, Statement = change.Bytes.ToArray() });

    internal void Add(OfficerCertificate certificate) => context.Certificates.Add(new CertificateRow
    {
        KeyId = certificate.KeyId.ToArray(),
        OfficerId = certificate.OfficerId.ToArray(),
        Serial = certificate.Serial,
        Statement = certificate.Bytes.ToArray(),
    });

    /// <summary>Takes the place of the officer's earlier statement.</summary>
    internal void Replace(Freshness freshness)
    {
        var officer = freshness.OfficerId.ToArray();
        if (context.Freshness.Find(officer) is { } row)
        {
            row.Day = freshness.Day.Value;
            row.Statement = freshness.Bytes.ToArray();
        }
        else
        {
            context.Freshness.Add(new FreshnessRow { OfficerId = officer, Day = freshness.Day.Value, Statement = freshness.Bytes.ToArray() });
        }
    }
}
