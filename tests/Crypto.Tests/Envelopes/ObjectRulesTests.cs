using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using static IntegrityChannel.Crypto.Tests.Envelopes.FormatSamples;

namespace IntegrityChannel.Crypto.Tests.Envelopes;

public sealed class ObjectRulesTests
{
    private static readonly Recipient Officer = new(Id(5), Id(13));
    private static readonly Recipient Reporter = new(Id16.Zeros, Id(14));
    private static readonly Recipient Recovery = new(Id16.Ones, Id(15));

    [Fact]
    public void The_reserved_kind_is_refused_as_unknown() => Assert.Equal(PutCode.UnknownKind, Judge(Header(ObjectKind.Identity)));

    [Theory]
    [InlineData(ObjectKind.Report)]
    [InlineData(ObjectKind.ReporterMessage)]
    [InlineData(ObjectKind.Reply)]
    [InlineData(ObjectKind.Acknowledgement)]
    [InlineData(ObjectKind.Feedback)]
    [InlineData(ObjectKind.Decision)]
    [InlineData(ObjectKind.Note)]
    [InlineData(ObjectKind.Grant)]
    [InlineData(ObjectKind.Control)]
    [InlineData(ObjectKind.Removal)]
    [InlineData(ObjectKind.ChannelNotice)]
    public void Kinds_in_use_are_accepted_as_their_clients_write_them(ObjectKind kind) => Assert.Equal(PutCode.Accepted, Judge(Right(kind)));

    public static TheoryData<string, ObjectKind, PutCode> Wrong => new()
    {
        { "later in the chain", ObjectKind.Report, PutCode.Malformed },
        { "seen", ObjectKind.Report, PutCode.Malformed },
        { "key of small order", ObjectKind.Report, PutCode.Malformed },
        { "no lookup", ObjectKind.Report, PutCode.Malformed },
        { "first", ObjectKind.ReporterMessage, PutCode.Malformed },
        { "first", ObjectKind.Removal, PutCode.Malformed },
        { "nothing seen", ObjectKind.Control, PutCode.Malformed },
        { "nothing seen", ObjectKind.Reply, PutCode.Malformed },
        { "nothing seen", ObjectKind.ChannelNotice, PutCode.Malformed },
        { "mode", ObjectKind.Reply, PutCode.Malformed },
        { "report id of zeros", ObjectKind.Reply, PutCode.Malformed },
        { "recovery only", ObjectKind.Report, PutCode.UnknownRecipient },
        { "reporter", ObjectKind.Report, PutCode.UnknownRecipient },
        { "reporter", ObjectKind.Note, PutCode.UnknownRecipient },
        { "recovery", ObjectKind.Note, PutCode.UnknownRecipient },
        { "officers only", ObjectKind.Reply, PutCode.UnknownRecipient },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_no_client_writes_is_refused(string what, ObjectKind kind, PutCode expected) => Assert.Equal(expected, Judge(Break(Right(kind), what)));

    private static PutCode Judge(ObjectHeader header)
    {
        using var key = Key("author");
        Assert.True(SealedObject.TryParse(Sealed(header, key), out var parsed, out var failure), failure.Name());
        return ObjectRules.Judge(parsed);
    }

    private static ObjectHeader Right(ObjectKind kind)
    {
        using var reporter = Key("reporter");
        var header = Header(kind) with
        {
            Recipients = kind switch
            {
                ObjectKind.ChannelNotice or ObjectKind.Control or ObjectKind.Removal => [],
                ObjectKind.Report or ObjectKind.ReporterMessage => [Officer, Recovery],
                ObjectKind.Note => [Officer],
                _ => [Officer, Reporter, Recovery],
            },
        };
        return kind == ObjectKind.Report
            ? header with { Sequence = 0, Previous = Hash32.Zeros, Seen = [], Reporter = new ReportIdentity(Hash(10), reporter.PublicKey) }
            : header;
    }

    private static ObjectHeader Break(ObjectHeader header, string what) => what switch
    {
        "later in the chain" => header with { Sequence = 1, Previous = Hash(1) },
        "seen" => header with { Seen = [new ChainHead(Id(5), 0, 0, Hash(1))] },
        "key of small order" => header with { Reporter = header.Reporter!.Value with { AuthPublicKey = Hash32.Zeros } },
        "no lookup" => header with { Reporter = header.Reporter!.Value with { Lookup = Hash32.Zeros } },
        "first" => header with { Sequence = 0, Previous = Hash32.Zeros },
        "nothing seen" => header with { Seen = [] },
        "mode" => header with { Mode = ObjectModes.EnteredByOfficer },
        "report id of zeros" => header with { ReportId = Id16.Zeros },
        "recovery only" => header with { Recipients = [Recovery] },
        "reporter" => header with { Recipients = [Officer, Reporter] },
        "recovery" => header with { Recipients = [Officer, Recovery] },
        "officers only" => header with { Recipients = [Officer] },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };
}
