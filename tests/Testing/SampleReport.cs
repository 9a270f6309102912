using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Testing;

/// <summary>One report of a sample organisation and the objects that follow it, in well-kept chains. Wraps and bodies are noise.</summary>
public sealed class SampleReport : IDisposable
{
    private readonly SampleOrganisation organisation;
    private readonly Dictionary<(Id16 Author, byte Stream), ChainHead> heads = [];
    private readonly ReporterSigningKey reporter;

    /// <summary>A report under the organisation's newest directory.</summary>
    /// <param name="organisation">Signs and names what the report needs.</param>
    /// <param name="day">The civil day that headers carry.</param>
    public SampleReport(SampleOrganisation organisation, uint day)
    {
        this.organisation = organisation;
        Day = new CivilDay(day);
        ReportId = Id16.From(organisation.Noise(Id16.Size));
        MailboxId = organisation.Noise(32);
        reporter = ReporterSigningKey.FromSeed(organisation.Noise(32));
    }

    public CivilDay Day { get; set; }

    public Id16 ReportId { get; init; }

    /// <summary>What the code would give.</summary>
    public byte[] MailboxId { get; init; }

    public Hash32 Lookup => LoginProof.Lookup(MailboxId);

    public Hash32 AuthPublicKey => reporter.PublicKey;

    /// <summary>Officers to seal to.</summary>
    public IReadOnlyList<SampleOfficer> Recipients { get; init; } = [];

    /// <summary>False: the reporter refused recovery.</summary>
    public bool Recovery { get; init; } = true;

    /// <summary>Kind 1.</summary>
    public byte[] Report(Func<ObjectHeader, ObjectHeader>? change = null) => Make(ObjectKind.Report, Id16.Zeros, reporter, change);

    /// <summary>Kind 2.</summary>
    public byte[] Message(Func<ObjectHeader, ObjectHeader>? change = null) => Make(ObjectKind.ReporterMessage, Id16.Zeros, reporter, change);

    /// <summary>Kinds 3 to 7 by an officer.</summary>
    public byte[] By(SampleOfficer officer, ObjectKind kind, Func<ObjectHeader, ObjectHeader>? change = null) => Make(kind, officer.Id, officer.Key, change);

    /// <summary>Takes a changed object into its chain, so that what follows builds on it.</summary>
    public byte[] Keep(byte[] bytes) => Remember(bytes);

    /// <summary>Kind 11 by casework's channel key.</summary>
    public byte[] Notice()
    {
        var head = HeadOf(Id16.Ones, 0);
        var bytes = ClearObject.CreateChannelNotice(
            organisation.CaseworkKey,
            new ObjectPlacement
            {
                OrganisationId = organisation.Directory.OrganisationId,
                DirectorySequence = organisation.Directory.Sequence,
                DirectoryHash = organisation.Directory.Hash,
                Day = Day,
                ReportId = ReportId,
                ObjectId = Id16.From(organisation.Noise(Id16.Size)),
                Sequence = head is null ? 0 : head.Value.Sequence + 1,
                Previous = head?.ObjectHash ?? Hash32.Zeros,
                Seen = [.. heads.Values.Where(other => other.Author != Id16.Ones && other.Stream == 0)],
            },
            Day,
            Day.AddDays(7),
            Day.AddDays(90));
        return Remember(bytes);
    }

    /// <summary>Kind 10 by the reporter.</summary>
    public byte[] Removal(params Id16[] answers) => Clear(ObjectKind.Removal, Id16.Zeros, reporter, new RemovedAnswers([.. answers.Order()]).Encode());

    /// <summary>Kind 9 by an officer.</summary>
    /// <param name="officer">Signs.</param>
    /// <param name="order">What is ordered.</param>
    /// <param name="remember">Whether later objects build on it.</param>
    public byte[] Order(SampleOfficer officer, ControlOrder order, bool remember = true)
    {
        ArgumentNullException.ThrowIfNull(officer);
        ArgumentNullException.ThrowIfNull(order);
        return Clear(ObjectKind.Control, officer.Id, officer.Key, order.Encode(), remember);
    }

    private byte[] Clear(ObjectKind kind, Id16 author, SigningKey key, byte[] body, bool remember = true)
    {
        var bytes = ClearObject.Sign(Header(kind, author, (uint)body.Length) with { KeyCommitment = Hash32.Zeros, Recipients = [] }, body, key);
        return remember ? Remember(bytes) : bytes;
    }

    /// <summary>The signature of a login.</summary>
    public byte[] LoginSignature(string origin, ReadOnlySpan<byte> nonce) =>
        reporter.Sign(LoginProof.ReporterInput(origin, organisation.Directory.OrganisationId, MailboxId, nonce).Span);

    public void Dispose() => reporter.Dispose();

    private ChainHead? HeadOf(Id16 author, byte stream) => heads.TryGetValue((author, stream), out var head) ? head : null;

    private byte[] Make(ObjectKind kind, Id16 author, SigningKey key, Func<ObjectHeader, ObjectHeader>? change)
    {
        var body = organisation.Noise(8264);
        var header = Header(kind, author, (uint)body.Length);
        header = change?.Invoke(header) ?? header;
        var encoded = header.Encode();
        var wraps = header.Recipients.Select(recipient => (byte[])[.. recipient.KeyId.Span, .. organisation.Noise(1168)]).ToList();
        var objectHash = Sic.Hash(Labels.ObjectHash, Sic.Hash(Labels.Transcript, encoded).Span, SignedHeader.HashBody(body).Span);
        var bytes = SealedObject.Assemble(encoded, wraps, body, key.Sign(SignedHeader.SigningInput(objectHash)));
        return change is null ? Remember(bytes) : bytes;
    }

    private ObjectHeader Header(ObjectKind kind, Id16 author, uint bodyLength)
    {
        var own = HeadOf(author, kind.Stream());
        return new ObjectHeader
        {
            Kind = kind,
            OrganisationId = organisation.Directory.OrganisationId,
            DirectorySequence = organisation.Directory.Sequence,
            DirectoryHash = organisation.Directory.Hash,
            Day = Day,
            ReportId = ReportId,
            ObjectId = Id16.From(organisation.Noise(Id16.Size)),
            Author = author,
            Sequence = own is null ? 0 : own.Value.Sequence + 1,
            Previous = own?.ObjectHash ?? Hash32.Zeros,
            Seen = [.. heads.Values.Where(head => head.Stream <= kind.Stream() && (head.Author != author || head.Stream != kind.Stream())).Order()],
            Reporter = kind == ObjectKind.Report ? new ReportIdentity(Lookup, AuthPublicKey) : null,
            KeyCommitment = Hash32.From(organisation.Noise(32)),
            BodyLength = bodyLength,
            Recipients = RecipientsOf(kind),
        };
    }

    private List<Recipient> RecipientsOf(ObjectKind kind)
    {
        var recipients = Recipients.Select(officer => new Recipient(officer.Id, officer.KeyId)).ToList();
        if (kind is not (ObjectKind.Report or ObjectKind.ReporterMessage or ObjectKind.Note))
        {
            recipients.Add(new Recipient(Id16.Zeros, Id16.From(organisation.Noise(Id16.Size))));
        }

        if (Recovery && kind != ObjectKind.Note)
        {
            recipients.Add(new Recipient(Id16.Ones, organisation.Directory.RecoveryKeyId));
        }

        return recipients;
    }

    private byte[] Remember(byte[] bytes)
    {
        if (!SealedObject.TryParse(bytes, out var parsed, out var failure))
        {
            throw new InvalidOperationException(failure.Name());
        }

        var head = parsed.SignedHeader.Head;
        heads[(head.Author, head.Stream)] = head;
        return bytes;
    }
}
