using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Vaults;
using static IntegrityChannel.Crypto.Tests.Opening.Dialogue;

namespace IntegrityChannel.Crypto.Tests.Opening;

public sealed class DialogueTests
{
    private readonly Dialogue dialogue = new();

    [Fact]
    public void Every_kind_of_the_first_part_is_sealed_and_opened_by_those_it_is_for()
    {
        dialogue.Report();
        dialogue.Write(0, new OpenedContent.Acknowledgement(Text("Ontvangen")));
        dialogue.Write(0, new OpenedContent.Reply(Text("Sinds wanneer?")));
        dialogue.Message("Sinds maart");
        dialogue.Write(1, new OpenedContent.Note(NoteKind.Finding, Text("Kas geteld"), null));
        dialogue.Write(1, new OpenedContent.Feedback(Text("Kas geteld"), Text("Artikel 14")));
        dialogue.Write(0, new OpenedContent.Decision(DecisionKind.Closed, Text("Gesloten")));

        var officer = dialogue.Case(1);
        Assert.All(officer.Items, item => Assert.Equal(ItemState.Opened, item.State));
        Assert.Equal(7, officer.Items.Count);
        Assert.Empty(officer.Missing);
        var reporter = dialogue.Mailbox();
        Assert.Equal([ItemState.Sent, ItemState.Opened, ItemState.Opened, ItemState.Sent, ItemState.Opened, ItemState.Opened], reporter.Items.Select(item => item.State));
        Assert.DoesNotContain(reporter.Items, item => item.Header.Kind == ObjectKind.Note);
    }

    [Fact]
    public void The_dialogue_stands_in_the_order_in_which_it_was_written()
    {
        dialogue.Report();
        dialogue.Write(1, new OpenedContent.Reply(Text("een")));
        dialogue.Message("twee");
        dialogue.Write(0, new OpenedContent.Reply(Text("drie")));
        Assert.Equal([ObjectKind.Report, ObjectKind.Reply, ObjectKind.ReporterMessage, ObjectKind.Reply], dialogue.Case(0).Items.Select(item => item.Header.Kind));
        Assert.Equal(dialogue.Sample.Officers[0].Id, dialogue.Case(0).Items[3].Header.Author);
    }

    [Fact]
    public void A_code_opens_no_text_of_the_reporter()
    {
        dialogue.Report();
        dialogue.Message("nog iets");
        Assert.All(dialogue.Mailbox().Items, item => Assert.Null(item.Content));
    }

    [Fact]
    public void Another_code_opens_nothing()
    {
        dialogue.Report();
        var list = dialogue.List(Id16.Zeros, dialogue.Stored);
        using var other = Protocol.Codes.ReferenceCode.Create(dialogue.Sample.Entropy);
        using var keys = other.DeriveKeys(dialogue.Sample.Id);
        Assert.Null(MailboxOpening.Open(list, keys, dialogue.History, out var failure));
        Assert.Equal(FailureClass.BadCode, failure);
    }

    [Fact]
    public void A_report_sealed_to_one_officer_cannot_be_opened_by_another()
    {
        var report = dialogue.Report(true, 0);
        var opened = ObjectOpening.Open(report, dialogue.Code.Auth.PublicKey.Span, dialogue.Sample.Officers[1].Id, dialogue.Sample.Officers[1].KemKey);
        Assert.Equal(FailureClass.NotARecipient, opened.Failure);
        var borrowed = ObjectOpening.Open(report, dialogue.Code.Auth.PublicKey.Span, dialogue.Sample.Officers[0].Id, dialogue.Sample.Officers[1].KemKey);
        Assert.Equal(FailureClass.WrongKey, borrowed.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Recovery_receives_only_where_the_reporter_did_not_refuse_it(bool recovery)
    {
        dialogue.Report(recovery);
        dialogue.Write(0, new OpenedContent.Reply(Text("x")));
        dialogue.Write(0, new OpenedContent.Note(NoteKind.Note, Text("y"), null));
        Assert.Equal([recovery, recovery, false], dialogue.Stored.Select(item => item.WrapFor(Id16.Ones) is not null));
        if (recovery)
        {
            Assert.NotNull(ObjectOpening.Open(dialogue.Stored[0], dialogue.Code.Auth.PublicKey.Span, Id16.Ones, dialogue.Sample.Recovery).Content);
        }
    }

    [Fact]
    public void I_27_an_officer_left_out_is_wrapped_to_by_nobody()
    {
        dialogue.Report();
        var listed = new ReportRequest { Recipients = [dialogue.Sample.Officers[2].Id], Excluded = [dialogue.Sample.Officers[2].Id], Answers = [], Locale = "nl" };
        Assert.Null(ReportSealing.SealReport(listed, dialogue.Directory, dialogue.Code, dialogue.Sample.Entropy, out var failure));
        Assert.Equal(FailureClass.NotARecipient, failure);
        dialogue.Write(0, new OpenedContent.Reply(Text("x")));
        dialogue.Message("y");
        Assert.All(dialogue.Stored, item => Assert.Null(item.WrapFor(dialogue.Sample.Officers[2].Id)));
    }

    /// <summary>The control: a client that asks nobody's leave does wrap to the officer left out, and the search above sees it.</summary>
    [Fact]
    public void I_27_a_dishonest_client_would_be_seen_wrapping_to_an_officer_left_out()
    {
        var leftOut = dialogue.Sample.Officers[2].Id;
        var report = dialogue.Report();
        using var vault = dialogue.Vault(0);
        var forged = dialogue.Case(0) with { Recipients = [dialogue.Sample.Officers[0].Id, leftOut], Memory = new VaultReport(report.Header.ReportId, default, null, [], []) };
        dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Text("x")), forged, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure), failure);
        Assert.NotNull(dialogue.Stored[^1].WrapFor(leftOut));
    }

    [Fact]
    public void A_wrap_for_an_officer_who_is_left_out_is_void()
    {
        var keys = dialogue.Code;
        var content = new OpenedContent.Report(keys.Kem.PublicKey.ToArray(), keys.Auth.PublicKey, keys.Lookup, true, "nl", [dialogue.Sample.Officers[1].Id], [new Answer(1, Text("x"))]);
        var start = ReportSealing.Placement(dialogue.Directory, ObjectIds.Create(dialogue.Sample.Entropy), ObjectIds.Create(dialogue.Sample.Entropy)).Header(ObjectKind.Report, Id16.Zeros, 0) with
        {
            Reporter = new ReportIdentity(keys.Lookup, keys.Auth.PublicKey),
        };
        var both = RecipientSet.Officers(dialogue.Directory, [dialogue.Sample.Officers[0].Id, dialogue.Sample.Officers[1].Id]);
        dialogue.Put(ObjectSealing.Seal(start, content, both, keys.Auth, dialogue.Sample.Entropy, null, out var failure), failure);
        Assert.Equal([dialogue.Sample.Officers[0].Id], dialogue.Case(0).Recipients);
        var reply = dialogue.Write(0, new OpenedContent.Reply(Text("x")));
        Assert.Null(reply.WrapFor(dialogue.Sample.Officers[1].Id));
    }

    [Fact]
    public void An_officer_who_is_not_of_the_report_is_shown_as_a_stranger()
    {
        var report = dialogue.Report();
        using var vault = dialogue.Vault(2);
        var forged = dialogue.Case(0) with { Recipients = [dialogue.Sample.Officers[0].Id, dialogue.Sample.Officers[2].Id], Memory = new VaultReport(report.Header.ReportId, default, null, [], []) };
        var intrusion = dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Text("Wie bent u?")), forged, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure), failure);
        foreach (var items in new[] { dialogue.Case(0).Items, dialogue.Mailbox().Items })
        {
            var item = items.Single(item => item.ObjectHash == intrusion.ObjectHash);
            Assert.Equal((ItemState.NotFromYourOfficers, FailureClass.NotAnOfficer, null), (item.State, item.Failure, item.Content));
        }
    }

    [Fact]
    public void A_confidant_does_not_decide()
    {
        dialogue.Report();
        dialogue.Stored.Clear();
        var request = new ReportRequest { Recipients = [dialogue.Sample.Officers[2].Id], Answers = [new Answer(1, Text("x"))], Locale = "nl" };
        dialogue.Put(ReportSealing.SealReport(request, dialogue.Directory, dialogue.Code, dialogue.Sample.Entropy, out var failure), failure);
        using var vault = dialogue.Vault(2);
        Assert.Null(OfficerSealing.Seal(new OpenedContent.Decision(DecisionKind.Closed, Text("x")), dialogue.Case(2), vault, dialogue.Directory, dialogue.Sample.Entropy, out failure));
        Assert.Equal(FailureClass.NotAnOfficer, failure);
    }

    [Fact]
    public void I_12_an_object_that_was_held_back_is_missed_by_the_next_one()
    {
        dialogue.Report();
        var first = dialogue.Write(0, new OpenedContent.Reply(Text("een")));
        dialogue.Write(0, new OpenedContent.Reply(Text("twee")));
        var opened = dialogue.Case(1, dialogue.Stored.Where(item => item != first));
        Assert.Equal(ItemState.MissingBefore, opened.Items[^1].State);
        Assert.Equal([first.SignedHeader.Head], opened.Missing);
    }

    [Fact]
    public void I_12_a_remembered_object_that_the_host_no_longer_hands_out_is_missed()
    {
        dialogue.Report();
        dialogue.Write(0, new OpenedContent.Reply(Text("een")));
        var memory = dialogue.Case(1).Memory;
        var opened = dialogue.Case(1, dialogue.Stored.Take(1), memory);
        Assert.Single(opened.Missing);
    }

    /// <summary>The control: it is the naming that shows what was held back. Where nobody names it yet, a host that holds it back is not found out.</summary>
    [Fact]
    public void I_12_an_object_that_nobody_names_would_not_be_missed()
    {
        dialogue.Report();
        var last = dialogue.Write(0, new OpenedContent.Reply(Text("een")));
        var opened = dialogue.Case(1, dialogue.Stored.Where(item => item != last));
        Assert.Empty(opened.Missing);
        Assert.All(opened.Items, item => Assert.Equal(ItemState.Opened, item.State));
    }

    [Fact]
    public void I_12_two_versions_of_one_object_are_both_shown_as_forked()
    {
        dialogue.Report();
        using var vault = dialogue.Vault(0);
        var before = dialogue.Case(0);
        foreach (var text in (string[])["een", "ander"])
        {
            dialogue.Put(OfficerSealing.Seal(new OpenedContent.Reply(Text(text)), before, vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure), failure);
        }

        Assert.Equal(2, dialogue.Case(1).Items.Count(item => item.State == ItemState.Forked));
    }

    [Fact]
    public void An_object_of_which_the_host_gives_a_stub_is_shown_as_withheld()
    {
        dialogue.Report();
        var reply = dialogue.Write(0, new OpenedContent.Reply(Text("een")));
        var entries = dialogue.Stored.Select(item => dialogue.Entry(item, item == reply ? Id16.Ones : dialogue.Sample.Officers[1].Id)).ToList();
        entries[1] = ObjectEntry.Stub(dialogue.Day, reply.SignedHeader.HeaderBytes.Span, reply.BodyHash, reply.Signature.Span);
        using var vault = dialogue.Vault(1);
        var opened = CaseOpening.Open(ObjectList.Encode(dialogue.Day, entries), vault, dialogue.History, out _);
        Assert.Equal(ItemState.Withheld, opened!.Items[1].State);
    }

    [Fact]
    public void A_feedback_with_an_empty_part_is_not_sealed()
    {
        dialogue.Report();
        using var vault = dialogue.Vault(0);
        Assert.Null(OfficerSealing.Seal(new OpenedContent.Feedback(Text("x"), Text(" \n")), dialogue.Case(0), vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure));
        Assert.Equal(FailureClass.Malformed, failure);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8182)]
    [InlineData(8183)]
    [InlineData(32758)]
    [InlineData(131_062)]
    [InlineData(131_063)]
    [InlineData(524_278)]
    public void Texts_of_every_size_up_to_the_largest_are_sealed_and_opened(int length)
    {
        dialogue.Report();
        var text = Text(new string('ë', length / 2) + new string('e', length % 2));
        dialogue.Write(0, new OpenedContent.Reply(text));
        Assert.Equal(text, Assert.IsType<OpenedContent.Reply>(dialogue.Mailbox().Items[1].Content).Text);
    }

    [Fact]
    public void A_text_longer_than_the_largest_bucket_is_not_sealed()
    {
        dialogue.Report();
        using var vault = dialogue.Vault(0);
        Assert.Null(OfficerSealing.Seal(new OpenedContent.Reply(Text(new string('a', 524_279))), dialogue.Case(0), vault, dialogue.Directory, dialogue.Sample.Entropy, out var failure));
        Assert.Equal(FailureClass.Malformed, failure);
    }
}
