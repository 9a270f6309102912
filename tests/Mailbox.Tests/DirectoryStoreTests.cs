using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>What may be published, and that every process serves it.</summary>
public sealed class DirectoryStoreTests
{
    [Fact]
    public async Task The_document_holds_the_newest_statements_and_verifies()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var organisation = mailbox.Organisation;
        await Publish(mailbox, store => store.PublishFreshnessAsync(organisation.Freshness(organisation.Deputy, TestMailbox.Today), TestMailbox.Cancel));

        // Published through casework's store, read through intake's.
        var document = mailbox.Intake.Directories.Current().Document(new CivilDay(TestMailbox.Today));

        Assert.True(DirectoryDocument.TryParse(document, out var parsed, out _));
        Assert.Equal(TestMailbox.Today, parsed.Day.Value);
        Assert.Equal(organisation.Directory.Bytes.ToArray(), parsed.Directory.Bytes.ToArray());
        Assert.Equal(organisation.Officers.Select(officer => officer.KeyId).Order(), parsed.Certificates.Select(certificate => certificate.KeyId).Order());
        Assert.Equal(organisation.Deputy.Id, Assert.Single(parsed.Freshness).OfficerId);
    }

    [Fact]
    public async Task Importing_the_same_statements_again_changes_nothing()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var generation = mailbox.Intake.Directories.Current().Generation;

        Assert.IsType<PublishOutcome.AlreadyKnown>(await mailbox.Intake.Directories.PublishDirectoryAsync(mailbox.Organisation.Directory.Bytes, TestMailbox.Cancel));
        Assert.IsType<PublishOutcome.AlreadyKnown>(
            await mailbox.Intake.Directories.PublishCertificateAsync(mailbox.Organisation.Certificate(mailbox.Organisation.Deputy), TestMailbox.Cancel));

        Assert.Equal(generation, mailbox.Intake.Directories.Current().Generation);
    }

    [Fact]
    public async Task A_directory_of_another_root_or_out_of_its_chain_is_refused()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        using var stranger = new SampleOrganisation("stranger");
        using var twin = new SampleOrganisation();
        var second = twin.IssueNext(TestMailbox.Today, acceptFrom: 1);
        var third = twin.IssueNext(TestMailbox.Today, acceptFrom: 1);
        var otherFirst = stranger.IssueNext(TestMailbox.Today, acceptFrom: 1);

        Assert.Equal(FailureClass.WrongOrganisation, await Refusal(mailbox, otherFirst.Bytes));
        Assert.Equal(FailureClass.WrongDirectory, await Refusal(mailbox, third.Bytes));
        Assert.Equal(FailureClass.WrongSignature, await Refusal(mailbox, Flipped(second.Bytes)));
        Assert.IsType<PublishOutcome.Published>(await mailbox.Intake.Directories.PublishDirectoryAsync(second.Bytes, TestMailbox.Cancel));

        Assert.True(DirectoryChain.TryParse(mailbox.Casework.Directories.Current().Chain(), out var chain, out _));
        Assert.Equal(2, chain.Entries.Count);
    }

    [Fact]
    public async Task Another_root_comes_with_its_first_directory_and_both_processes_and_the_next_start_know_it()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var before = mailbox.Organisation.Directory;
        var (step, forged) = mailbox.Organisation.ChangeRoot(TestMailbox.Today);

        Assert.Equal(FailureClass.WrongSignature, await Refusal(mailbox, forged));
        Assert.Empty(mailbox.Casework.Directories.Current().RootChanges);
        Assert.IsType<PublishOutcome.Published>(await mailbox.Casework.Directories.PublishDirectoryAsync(step, TestMailbox.Cancel));
        Assert.IsType<PublishOutcome.Refused>(await mailbox.Casework.Directories.PublishDirectoryAsync(step, TestMailbox.Cancel));

        // A folder that is imported at every start says the first directory again: it stays what it was.
        Assert.IsType<PublishOutcome.AlreadyKnown>(await mailbox.Intake.Directories.PublishDirectoryAsync(before.Bytes, TestMailbox.Cancel));
        var current = mailbox.Intake.Directories.Current();
        Assert.Equal((2u, 1), (current.Newest!.Sequence, current.RootChanges.Count));
        Assert.NotEqual(before.Content.RootKey, current.Newest.Content.RootKey);
        Assert.True(DirectoryChain.TryParse(current.Chain(), out var chain, out _));
        Assert.Equal([ChainEntryKind.Directory, ChainEntryKind.RootChange, ChainEntryKind.Directory], chain.Entries.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task A_key_certified_for_one_officer_is_refused_for_another()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var organisation = mailbox.Organisation;
        var stolen = organisation.Certificate(organisation.Confidant, serial: 2, publicKey: organisation.Deputy.KemKey);

        var refused = Assert.IsType<PublishOutcome.Refused>(await mailbox.Intake.Directories.PublishCertificateAsync(stolen, TestMailbox.Cancel));

        Assert.Equal(FailureClass.WrongKey, refused.Failure);
    }

    [Fact]
    public async Task A_revocation_is_not_undone_by_a_later_statement_that_forgets_it()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var organisation = mailbox.Organisation;
        var deputy = organisation.Deputy;
        await Publish(mailbox, store => store.PublishFreshnessAsync(organisation.Freshness(deputy, TestMailbox.Today - 1, deputy.KeyId), TestMailbox.Cancel));

        Assert.IsType<PublishOutcome.AlreadyKnown>(
            await mailbox.Intake.Directories.PublishFreshnessAsync(organisation.Freshness(deputy, TestMailbox.Today), TestMailbox.Cancel));

        var current = mailbox.Intake.Directories.Current();
        Assert.False(current.IsCertified(deputy.Id, deputy.KeyId));
        Assert.Null(current.CertificateOf(deputy.Id));
        Assert.True(current.IsOpen);
    }

    [Fact]
    public async Task A_freshness_from_the_future_is_refused_since_clients_believe_signed_days()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var organisation = mailbox.Organisation;
        var future = organisation.Freshness(organisation.Deputy, TestMailbox.Today + 2);

        Assert.IsType<PublishOutcome.Refused>(await mailbox.Intake.Directories.PublishFreshnessAsync(future, TestMailbox.Cancel));
    }

    [Fact]
    public async Task The_day_is_the_organisations_and_not_the_machines()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        mailbox.Clock.Set(new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2026, 3, 3), mailbox.Intake.Directories.Current().Today(mailbox.Clock).Date);
    }

    private static async Task Publish(TestMailbox mailbox, Func<DirectoryStore, Task<PublishOutcome>> publish) =>
        Assert.IsType<PublishOutcome.Published>(await publish(mailbox.Casework.Directories));

    private static async Task<FailureClass> Refusal(TestMailbox mailbox, ReadOnlyMemory<byte> statement) =>
        Assert.IsType<PublishOutcome.Refused>(await mailbox.Intake.Directories.PublishDirectoryAsync(statement, TestMailbox.Cancel)).Failure;

    private static byte[] Flipped(ReadOnlyMemory<byte> statement)
    {
        var bytes = statement.ToArray();
        bytes[^1] ^= 1;
        return bytes;
    }
}
