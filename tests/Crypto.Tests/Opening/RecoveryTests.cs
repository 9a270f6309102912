using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Opening;

/// <summary>Officers: 0 responsible, whose passphrase is lost; 1 deputy, who is to read; 2 confidant, whom every report here leaves out.</summary>
public sealed class RecoveryTests
{
    private readonly Dialogue dialogue = new();

    private Id16 Newcomer => dialogue.Sample.Officers[1].Id;

    private Id16 LeftOut => dialogue.Sample.Officers[2].Id;

    [Fact]
    public void A_newcomer_reads_all_but_notes_and_writes_and_everybody_sees_who_came_in()
    {
        dialogue.Report(true, 0);
        dialogue.Write(0, new OpenedContent.Acknowledgement(Text("Ontvangen")));
        dialogue.Write(0, new OpenedContent.Note(NoteKind.Note, Text("Nakijken"), null));
        dialogue.Message("Sinds maart");

        Assert.Equal(new RecoveryOutcome.Recovered(3, 0), dialogue.Recover(1));
        dialogue.Write(1, new OpenedContent.Reply(Text("Ik neem het over")));
        dialogue.Message("Dank u");

        var newcomer = dialogue.Case(1);
        var reporter = dialogue.Mailbox();
        Assert.Equal(ItemState.NotRecovered, newcomer.Items.Single(item => item.Header.Kind == ObjectKind.Note).State);
        Assert.All(newcomer.Items.Where(item => item.Header.Kind != ObjectKind.Note), item => Assert.Equal(ItemState.Opened, item.State));
        Assert.Equal([LeftOut], newcomer.Memory.Excluded);
        Assert.Contains(Newcomer, reporter.Recipients);
        Assert.Equal([new OpenedRecovery(Newcomer, dialogue.Day, RecoveryReason.PassphraseLost, true)], reporter.Recoveries);
        Assert.Equal(reporter.Recoveries, dialogue.Case(0).Recoveries);
        Assert.Equal(ItemState.Opened, reporter.Items.Single(item => item.Header.Kind == ObjectKind.Reply).State);
        Assert.NotNull(dialogue.Stored[^1].WrapFor(Newcomer));
    }

    [Fact]
    public void I_07_a_report_that_refused_recovery_stays_closed_with_all_shares()
    {
        dialogue.Report(recovery: false, 0);
        dialogue.Write(0, new OpenedContent.Reply(Text("Dank u")));
        using var recovery = FromAllShares();
        var closed = dialogue.Stored.SelectMany(item => item.Wraps.Select(wrap => (item.SignedHeader, wrap)));

        Assert.Null(dialogue.Recoverable());
        Assert.All(closed, pair => Assert.Null(WrapCodec.Open(pair.SignedHeader, pair.wrap.Span, recovery.Key, out _)));
        Assert.IsType<RecoveryOutcome.RefusedByReporter>(dialogue.RecoveryFor(1, recovery: recovery).Recover(Handed(dialogue.Stored[0]), dialogue.Day, RecoveryReason.PassphraseLost));
    }

    /// <summary>The control: the same shares over the same bytes of a report that allowed recovery.</summary>
    [Fact]
    public void I_07_a_report_that_allowed_recovery_would_open_with_the_same_shares()
    {
        dialogue.Report(recovery: true, 0);
        using var recovery = FromAllShares();
        var report = dialogue.Stored[0];

        using var dataKey = WrapCodec.Open(report.SignedHeader, report.WrapFor(Id16.Ones)!.Value.Span, recovery.Key, out _);

        Assert.NotNull(dataKey);
    }

    [Fact]
    public void I_27_nobody_whom_the_reporter_left_out_is_let_in_by_recovery()
    {
        dialogue.Report(true, 0);

        Assert.IsType<RecoveryOutcome.LeftOut>(dialogue.Recover(2));

        Assert.Empty(dialogue.Recovered);
        Assert.Empty(dialogue.Granted);
    }

    [Fact]
    public void I_27_a_statement_for_somebody_left_out_is_void_for_every_officer()
    {
        dialogue.Report(true, 0, 1);
        Forge(LeftOut, dialogue.Sample.Root);
        dialogue.Write(1, new OpenedContent.Reply(Text("x")));

        Assert.Equal([dialogue.Sample.Officers[0].Id, Newcomer], dialogue.Case(0).Recipients);
        Assert.False(Assert.Single(dialogue.Case(0).Recoveries).Counts);
        Assert.Null(dialogue.Stored[^1].WrapFor(LeftOut));
    }

    /// <summary>The control: a reader who does not know whom the reporter left out.</summary>
    [Fact]
    public void I_27_a_reader_without_the_list_of_those_left_out_would_let_them_in_by_recovery()
    {
        dialogue.Report(true, 0, 1);
        Forge(LeftOut, dialogue.Sample.Root);
        Assert.Contains(LeftOut, dialogue.Mailbox().Recipients);
    }

    [Fact]
    public void A_statement_counts_only_under_the_root_and_only_where_the_report_named_recovery()
    {
        using var stranger = RootKey.Create(dialogue.Sample.Entropy);
        dialogue.Report(true, 0);
        Forge(Newcomer, stranger);
        Assert.Equal([dialogue.Sample.Officers[0].Id], dialogue.Case(0).Recipients);
        Assert.False(Assert.Single(dialogue.Mailbox().Recoveries).Counts);

        var refused = new Dialogue();
        refused.Report(false, 0);
        refused.Recovered.Add(Statement(refused, refused.Sample.Officers[1].Id, refused.Sample.Root));
        Assert.DoesNotContain(refused.Sample.Officers[1].Id, refused.Mailbox().Recipients);
    }

    [Fact]
    public void A_statement_of_another_report_or_for_a_stranger_lets_nobody_in()
    {
        dialogue.Report(true, 0);
        var (root, directory, entropy) = (dialogue.Sample.Root, dialogue.Directory.Directory, dialogue.Sample.Entropy);
        dialogue.Recovered.Add(Parse(RecoveryStatement.Create(root, directory, ObjectIds.Create(entropy), Newcomer, dialogue.Sample.Officers[1].KemKey.KeyId, dialogue.Day, RecoveryReason.Left)));
        dialogue.Recovered.Add(Parse(RecoveryStatement.Create(root, directory, dialogue.Stored[0].Header.ReportId, ObjectIds.Create(entropy), dialogue.Sample.Officers[1].KemKey.KeyId, dialogue.Day, RecoveryReason.Left)));

        Assert.Equal([dialogue.Sample.Officers[0].Id], dialogue.Mailbox().Recipients);
    }

    [Fact]
    public void What_a_newcomer_wrote_before_the_day_of_the_recovery_is_not_from_the_officers()
    {
        dialogue.Report(true, 0);
        dialogue.Recover(1);
        dialogue.Write(1, new OpenedContent.Reply(Text("te vroeg")));
        dialogue.Recovered[0] = Parse(RecoveryStatement.Create(
            dialogue.Sample.Root, dialogue.Directory.Directory, dialogue.Stored[0].Header.ReportId, Newcomer, dialogue.Sample.Officers[1].KemKey.KeyId, dialogue.Day.AddDays(1), RecoveryReason.PassphraseLost));

        Assert.Equal(ItemState.NotFromYourOfficers, dialogue.Case(0).Items.Single(item => item.Header.Kind == ObjectKind.Reply).State);
    }

    /// <summary>A server that wants an officer in who was left out puts a report of its own, which leaves nobody out, in the place of the real one.</summary>
    [Fact]
    public void A_forged_report_in_place_of_the_real_one_opens_nothing_of_it()
    {
        dialogue.Report(true, 0);
        var real = dialogue.Write(0, new OpenedContent.Reply(Text("Dank u")));
        var message = dialogue.Message("Sinds maart");
        var forged = Forged(dialogue.Stored[0].Header.ReportId);
        var mixed = new RecoverableReport([.. Handed(forged).Objects, .. dialogue.Recoverable()!.Objects.Skip(1)]);

        var sealing = dialogue.RecoveryFor(2);
        var outcome = sealing.Recover(mixed, dialogue.Day, RecoveryReason.PassphraseLost);

        Assert.Equal(new RecoveryOutcome.Recovered(1, 2), outcome);
        Assert.True(RecoveryAnswer.TryParse(sealing.Answer(dialogue.Day), out var answer, out _));
        var handedOn = answer.Reports.SelectMany(report => report.Wraps).Select(wrap => wrap.ObjectId).ToList();
        Assert.DoesNotContain(real.Header.ObjectId, handedOn);
        Assert.DoesNotContain(message.Header.ObjectId, handedOn);
    }

    [Fact]
    public void A_rehearsal_does_everything_and_gives_nothing_that_anybody_takes()
    {
        dialogue.Report(true, 0);
        var sealing = dialogue.RecoveryFor(1, rehearsal: true);

        Assert.Equal(new RecoveryOutcome.Recovered(1, 0), sealing.Recover(dialogue.Recoverable()!, dialogue.Day, RecoveryReason.PassphraseLost));

        var bytes = sealing.Answer(dialogue.Day);
        Assert.False(RecoveryAnswer.TryParse(bytes, out _, out var failure));
        Assert.Equal(FailureClass.UnknownSuite, failure);
        Assert.True(bytes.Length < RecoveryStatement.Size);
    }

    [Fact]
    public void Other_shares_another_root_and_a_role_that_reads_nothing_are_refused()
    {
        var sample = dialogue.Sample;
        using var other = RecoveryKey.Create(sample.Entropy);
        using var stranger = RootKey.Create(sample.Entropy);

        Assert.Equal(FailureClass.WrongKey, Refusal(Newcomer, other, sample.Root));
        Assert.Equal(FailureClass.WrongRoot, Refusal(Newcomer, sample.Recovery, stranger));
        Assert.Equal(FailureClass.NotAnOfficer, Refusal(ObjectIds.Create(sample.Entropy), sample.Recovery, sample.Root));
    }

    [Fact]
    public void The_request_holds_no_word_of_anybody_but_the_sealed_report()
    {
        dialogue.Report(true, 0);
        dialogue.Write(0, new OpenedContent.Reply(Text("Dank u")));
        var report = dialogue.Recoverable()!;
        var wish = new RecoveryWish(dialogue.Sample.Officers[0].Id, Newcomer, RecoveryReason.PassphraseLost, "Beheerder", "DPO");
        var bytes = RecoveryRequest.Create(dialogue.Sample.Id, dialogue.Day, wish, new byte[3], new byte[4], [report], dialogue.Sample.Casework);

        Assert.True(RecoveryRequest.TryParse(bytes, out var request, out var failure), failure.Name());
        Assert.True(request.IsSignedFor(dialogue.Directory.Directory));
        Assert.Equal((wish, 1), (request.Wish, request.Reports.Count));
        Assert.Equal(EntryForm.Stub, request.Reports[0].Objects[1].Entry.Form);
        bytes[70] ^= 1;
        Assert.False(RecoveryRequest.TryParse(bytes, out request, out _) && request.IsSignedFor(dialogue.Directory.Directory));
    }

    private FailureClass Refusal(Id16 newcomer, RecoveryKey recovery, RootKey root) =>
        RecoverySealing.TryCreate(newcomer, recovery, root, dialogue.History, dialogue.Directory, dialogue.Sample.Entropy, false, out var failure) is null ? failure : FailureClass.None;

    private RecoveryKey FromAllShares()
    {
        using var seed = dialogue.Sample.Recovery.ExportSeed();
        var shares = SecretSharing.Split(seed, 3, 3, dialogue.Sample.Entropy);
        Assert.Equal(FailureClass.None, SecretSharing.TryRecombine(shares, out var again));
        using (again)
        {
            return RecoveryKey.FromSeed(again!.Span);
        }
    }

    /// <summary>What a host would hand out of one object, if it could.</summary>
    private RecoverableReport Handed(SealedObject report) => new(
        [RecoverableObject.From(ObjectEntry.ForReader(dialogue.Day, report.SignedHeader.HeaderBytes.Span, (report.WrapFor(Id16.Ones) ?? report.Wraps[0]).Span, report.Body.Span, report.Signature.Span))]);

    /// <summary>A genuine report under a given id, by somebody who knows only what is public: it leaves nobody out.</summary>
    private SealedObject Forged(Id16 reportId)
    {
        using var code = Protocol.Codes.ReferenceCode.Create(dialogue.Sample.Entropy);
        using var keys = code.DeriveKeys(dialogue.Sample.Id);
        var recipients = RecipientSet.Officers(dialogue.Directory, [dialogue.Sample.Officers[0].Id]);
        recipients.Add(RecipientSet.Recovery(dialogue.Directory));
        var start = ReportSealing.Placement(dialogue.Directory, reportId, ObjectIds.Create(dialogue.Sample.Entropy)).Header(ObjectKind.Report, Id16.Zeros, 0) with
        {
            Reporter = new ReportIdentity(keys.Lookup, keys.Auth.PublicKey),
        };
        var content = new OpenedContent.Report(keys.Kem.PublicKey.ToArray(), keys.Auth.PublicKey, keys.Lookup, false, "nl", [], [new Answer(1, Text("vals"))]);
        var bytes = ObjectSealing.Seal(start, content, recipients, keys.Auth, dialogue.Sample.Entropy, null, out _)!;
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
        return parsed;
    }

    private void Forge(Id16 newcomer, RootKey root) => dialogue.Recovered.Add(Statement(dialogue, newcomer, root));

    private static RecoveryStatement Statement(Dialogue of, Id16 newcomer, RootKey root) => Parse(RecoveryStatement.Create(
        root, of.Directory.Directory, of.Stored[0].Header.ReportId, newcomer, of.Directory.FindOfficer(newcomer)!.Key!.KeyId, of.Day, RecoveryReason.PassphraseLost));

    private static RecoveryStatement Parse(byte[] bytes)
    {
        Assert.True(RecoveryStatement.TryParse(bytes, out var statement, out var failure), failure.Name());
        return statement;
    }
}
