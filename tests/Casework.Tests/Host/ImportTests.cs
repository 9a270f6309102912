using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrityChannel.Casework.Tests.Host;

public sealed class ImportTests : IAsyncLifetime
{
    private readonly TestData files = new();
    private ServiceProvider services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var data = DataFolder.Create(files.Data);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(ManualClock.At("2026-03-02T09:00:00+01:00"))
            .AddSingleton<Crypto.Protocol.Platform.IEntropy>(new SeededEntropy("import"))
            .AddSingleton(data)
            .AddSingleton(_ => OrganisationNow.Read(data))
            .AddMailbox(data)
            .AddSingleton(provider => provider.GetRequiredService<MailboxStore>().Directories)
            .AddCaseworkStorage(data.CaseworkFile)
            .AddSingleton<EnrolmentImport>()
            .AddSingleton<OrganisationImport>()
            .BuildServiceProvider();
        await CaseworkDatabase.MigrateAsync(services.GetRequiredService<IDbContextFactory<CaseworkContext>>(), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        files.Dispose();
    }

    [Fact]
    public async Task The_folder_of_the_ceremony_becomes_directory_accounts_and_vaults()
    {
        await ImportAsync();

        var published = services.GetRequiredService<MailboxStore>().Directories.Current();
        Assert.Equal(files.Sample.Directory.Hash, published.Newest!.Hash);
        Assert.True(published.IsOpen);
        Assert.Equal(3, published.Freshness.Count);
        foreach (var account in files.Accounts)
        {
            Assert.Equal(account.OfficerId.ToArray(), (await services.GetRequiredService<Accounts>().FindAsync(account.Name, Token))!.OfficerId);
            Assert.Equal(account.Enrolment.Vault.ToArray(), (await services.GetRequiredService<Vaults>().FindAsync(account.OfficerId, Token))!.Vault);
        }
    }

    [Fact]
    public async Task Importing_again_changes_nothing_that_officers_changed()
    {
        await ImportAsync();
        var vaults = services.GetRequiredService<Vaults>();
        var newer = new byte[5000];
        Assert.True(await vaults.TryReplaceAsync(files.Responsible.OfficerId, 1, 2, newer, Token));
        var directories = services.GetRequiredService<MailboxStore>().Directories;
        await directories.PublishCertificateAsync(files.Sample.Certificate(files.Sample.Responsible, serial: 2, files.Sample.Noise(Sic.KemKeySize)), Token);
        var before = directories.Current().Generation;

        await ImportAsync();

        Assert.Equal(before, directories.Current().Generation);
        Assert.Equal(newer, (await vaults.FindAsync(files.Responsible.OfficerId, Token))!.Vault);
    }

    [Fact]
    public async Task Files_of_an_officer_who_left_do_not_stop_the_next_start()
    {
        await ImportAsync();
        var sample = files.Sample;
        files.Write("next.sicd", sample.IssueNext(TestData.Today.Value, acceptFrom: 1, [sample.Responsible, sample.Deputy]).Bytes.ToArray());

        await ImportAsync();
        await ImportAsync();

        Assert.Equal(2u, services.GetRequiredService<MailboxStore>().Directories.Current().Newest!.Sequence);
    }

    [Fact]
    public async Task Directories_are_taken_over_in_their_own_order_whatever_their_files_are_called()
    {
        files.Write("directory-2.sicd", files.Sample.IssueNext(TestData.Today.Value, acceptFrom: 1, origins: ["http://localhost:9000"]).Bytes.ToArray());

        await ImportAsync();

        Assert.Equal(files.Sample.Directory.Hash, services.GetRequiredService<MailboxStore>().Directories.Current().Newest!.Hash);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    [InlineData(-1)]
    public async Task A_directory_with_one_changed_bit_is_refused_by_name(int position)
    {
        var bytes = files.Sample.Directory.Bytes.ToArray();
        bytes[position < 0 ? bytes.Length + position : position] ^= 1;
        files.Write("directory.sicd", bytes);

        var refused = await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        Assert.Contains("organisation/directory.sicd is refused", refused.Message, StringComparison.Ordinal);
        Assert.Null(services.GetRequiredService<MailboxStore>().Directories.Current().Newest);
    }

    [Fact]
    public async Task A_directory_of_another_root_is_refused_once_one_is_known()
    {
        await ImportAsync();
        using var other = new SampleOrganisation("another", issued: TestData.Today.Value);
        files.Write("directory.sicd", other.Directory.Bytes.ToArray());

        await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        Assert.Equal(files.Sample.Directory.Hash, services.GetRequiredService<MailboxStore>().Directories.Current().Newest!.Hash);
    }

    [Fact]
    public async Task A_certificate_signed_by_another_officer_is_refused()
    {
        var bytes = files.Sample.Certificate(files.Sample.Responsible);
        bytes[^1] ^= 1;
        files.Write("Responsible.sick", bytes);

        var refused = await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        Assert.Contains("Responsible.sick is refused: wrong-signature", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enrolment_in_a_role_that_the_directory_does_not_give_is_refused()
    {
        var promoted = files.Confidant.Enrolment with { Role = OfficerRole.Responsible };
        files.Write("vertrouwenspersoon.sice", promoted.Encode());

        await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        Assert.Null(await services.GetRequiredService<Accounts>().FindAsync("vertrouwenspersoon", Token));
    }

    [Fact]
    public async Task An_officer_cannot_be_enrolled_as_administrator_nor_a_stranger_as_officer()
    {
        files.Write("beheer.sice", (files.Confidant.Enrolment with { Role = OfficerRole.Administrator, AccountName = "beheer" }).Encode());
        await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        files.Write("beheer.sice", (files.Administrator.Enrolment with { Role = OfficerRole.Deputy }).Encode());
        await Assert.ThrowsAsync<StartRefused>(ImportAsync);
    }

    [Fact]
    public async Task Two_officers_cannot_share_a_name_however_it_is_written()
    {
        files.Write("plaatsvervanger.sice", (files.Deputy.Enrolment with { AccountName = " VERANTWOORDELIJKE" }).Encode());

        var refused = await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        Assert.Contains("account name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_address_that_would_write_headers_is_refused()
    {
        files.Write("beheer.sice", (files.Administrator.Enrolment with { MailAddress = "beheer@officers.example\r\nBcc: everybody@example.org" }).Encode());

        await Assert.ThrowsAsync<StartRefused>(ImportAsync);
    }

    [Fact]
    public async Task An_empty_folder_is_refused_with_what_to_do()
    {
        File.Delete(Path.Combine(files.Organisation, "directory.sicd"));

        var refused = await Assert.ThrowsAsync<StartRefused>(ImportAsync);

        Assert.Contains("./dev run", refused.Message, StringComparison.Ordinal);
    }

    private Task ImportAsync() => services.GetRequiredService<OrganisationImport>()
        .RunAsync(OrganisationSettings.Read(Path.Combine(files.Organisation, "settings.json")), Token);
}
