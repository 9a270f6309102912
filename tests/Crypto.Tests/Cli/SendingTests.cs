using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Tests.Opening;
using IntegrityChannel.Crypto.Tests.Trust;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>What becomes of a reporter's parcel under every answer of a host, as on the page.</summary>
public sealed class SendingTests
{
    private readonly Dialogue dialogue = new();
    private readonly List<byte[]> sent = [];
    private int sealings;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_bytes_go_again_until_an_answer_comes()
    {
        var outcome = await SendAsync(_ => null, _ => null, Busy, Receipted);
        Assert.IsType<SendOutcome.Received>(outcome);
        Assert.Equal(4, sent.Count);
        Assert.All(sent, bytes => Assert.Equal(sent[0], bytes));
    }

    [Fact]
    public async Task Stale_makes_a_new_parcel_with_new_keys()
    {
        Assert.IsType<SendOutcome.Received>(await SendAsync(Refused(PutCode.Stale), Receipted));
        Assert.Equal(2, sealings);
        Assert.NotEqual(sent[0], sent[1]);
    }

    [Fact]
    public async Task Taken_after_stale_asks_what_became_of_the_earlier_parcel()
    {
        Assert.IsType<SendOutcome.Received>(await SendAsync(Refused(PutCode.Stale), Refused(PutCode.AlreadyExists), Receipted));
        Assert.Equal(sent[0], sent[2]);
    }

    [Fact]
    public async Task Stale_again_and_again_ends()
    {
        Assert.Equal(new SendOutcome.Refused(PutCode.Stale), await SendAsync([.. Enumerable.Repeat(Refused(PutCode.Stale), 9)]));
        Assert.Equal(4, sealings);
    }

    [Fact]
    public async Task A_full_disk_after_an_answer_that_was_lost_leaves_it_open_whether_the_parcel_arrived() =>
        Assert.IsType<SendOutcome.Unanswered>(await SendAsync(_ => null, Refused(PutCode.StorageFull)));

    [Fact]
    public async Task Silence_is_no_refusal() => Assert.IsType<SendOutcome.Unanswered>(await SendAsync(_ => null, _ => null, _ => null, _ => null));

    [Fact]
    public async Task A_receipt_for_another_object_proves_nothing()
    {
        var other = Receipt.Create(dialogue.Sample.Intake, dialogue.Sample.Id, 1, dialogue.Report().ObjectHash, dialogue.Day);
        Assert.IsType<SendOutcome.NotProven>(await SendAsync(_ => PutAnswer.Accepted(other)));
    }

    private static byte[]? Busy(SealedObject parcel) => PutAnswer.Refused(PutCode.Busy);

    private static Func<SealedObject, byte[]?> Refused(PutCode code) => _ => PutAnswer.Refused(code);

    private byte[]? Receipted(SealedObject parcel) =>
        PutAnswer.Accepted(Receipt.Create(dialogue.Sample.Intake, dialogue.Sample.Id, 1, parcel.ObjectHash, dialogue.Day));

    /// <summary>Sends to a host that gives these answers in turn; null is no answer.</summary>
    private Task<SendOutcome> SendAsync(params Func<SealedObject, byte[]?>[] answers)
    {
        var directory = new TrustedDirectory(dialogue.Directory, dialogue.History, DirectoryWarnings.None, []);
        var sender = new ParcelSender(new SendingWork
        {
            Seal = (_, _) =>
            {
                sealings++;
                return Task.FromResult(dialogue.Report().Bytes.ToArray());
            },
            Refetch = _ => Task.FromResult(directory),
            Pause = (_, _) => Task.CompletedTask,
            Put = (bytes, cancel) =>
            {
                sent.Add(bytes.ToArray());
                Assert.True(SealedObject.TryParse(bytes, out var parcel, out _));
                return Task.FromResult(answers[sent.Count - 1](parcel) ?? throw new ExchangeFailed(ExchangeFailure.Unreachable));
            },
        });
        return sender.RunAsync(directory, Ct);
    }
}
