using IntegrityChannel.Casework.Host.Cases;
using IntegrityChannel.Casework.Host.Features.AdministratorStatus;
using IntegrityChannel.Casework.Host.Features.ChangePassphrase;
using IntegrityChannel.Casework.Host.Features.EndSession;
using IntegrityChannel.Casework.Host.Features.GrantAccess;
using IntegrityChannel.Casework.Host.Features.Hello;
using IntegrityChannel.Casework.Host.Features.ListCases;
using IntegrityChannel.Casework.Host.Features.ListParts;
using IntegrityChannel.Casework.Host.Features.ListSessions;
using IntegrityChannel.Casework.Host.Features.MailStatus;
using IntegrityChannel.Casework.Host.Features.PublishCertificate;
using IntegrityChannel.Casework.Host.Features.PublishFreshness;
using IntegrityChannel.Casework.Host.Features.PutObject;
using IntegrityChannel.Casework.Host.Features.ReadCase;
using IntegrityChannel.Casework.Host.Features.ReadPart;
using IntegrityChannel.Casework.Host.Features.ReadVault;
using IntegrityChannel.Casework.Host.Features.RetryJobs;
using IntegrityChannel.Casework.Host.Features.SendTestMail;
using IntegrityChannel.Casework.Host.Features.SetAbsence;
using IntegrityChannel.Casework.Host.Features.ShowAbsence;
using IntegrityChannel.Casework.Host.Features.ShowDirectory;
using IntegrityChannel.Casework.Host.Features.ShowHealth;
using IntegrityChannel.Casework.Host.Features.ShowLog;
using IntegrityChannel.Casework.Host.Features.ShowPage;
using IntegrityChannel.Casework.Host.Features.ShowSession;
using IntegrityChannel.Casework.Host.Features.SignIn;
using IntegrityChannel.Casework.Host.Features.SignOut;
using IntegrityChannel.Casework.Host.Features.SignOutEverywhere;
using IntegrityChannel.Casework.Host.Features.StoreVault;
using IntegrityChannel.Casework.Host.Features.UploadPart;
using IntegrityChannel.Casework.Host.Jobs;

namespace IntegrityChannel.Casework.Host.Features;

/// <summary>Every action there is. Each folder holds one.</summary>
internal static class AllFeatures
{
    internal static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddSingleton<CaseShelf>()
        .AddSingleton<SignIn.SignIn>()
        .AddSingleton<ChangePassphrase.ChangePassphrase>()
        .AddSingleton<AdministratorStatus.AdministratorStatus>()
        .AddSingleton<ListCases.ListCases>()
        .AddSingleton<GrantAccess.GrantAccess>()
        .AddSingleton<PutObject.PutObject>()
        .AddOrganisationFeatures();

    internal static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        ShowPageEndpoint.Map(routes);
        ShowDirectoryEndpoint.Map(routes);
        ShowLogEndpoint.Map(routes);
        ShowHealthEndpoint.Map(routes);
        HelloEndpoint.Map(routes);
        SignInEndpoint.Map(routes);
        SignOutEndpoint.Map(routes);
        SignOutEverywhereEndpoint.Map(routes);
        ShowSessionEndpoint.Map(routes);
        ListSessionsEndpoint.Map(routes);
        EndSessionEndpoint.Map(routes);
        ChangePassphraseEndpoint.Map(routes);
        ShowAbsenceEndpoint.Map(routes);
        SetAbsenceEndpoint.Map(routes);
        ReadVaultEndpoint.Map(routes);
        StoreVaultEndpoint.Map(routes);
        PublishFreshnessEndpoint.Map(routes);
        PublishCertificateEndpoint.Map(routes);
        ListCasesEndpoint.Map(routes);
        ReadCaseEndpoint.Map(routes);
        PutObjectEndpoint.Map(routes);
        GrantAccessEndpoint.Map(routes);
        UploadPartEndpoint.Map(routes);
        ListPartsEndpoint.Map(routes);
        ReadPartEndpoint.Map(routes);
        MailStatusEndpoint.Map(routes);
        SendTestMailEndpoint.Map(routes);
        AdministratorStatusEndpoint.Map(routes);
        RetryJobsEndpoint.Map(routes);
        OrganisationFeatures.Map(routes);
        routes.MapJobPages();
    }
}
