using IntegrityChannel.Casework.Host.Features.AgreeRecovery;
using IntegrityChannel.Casework.Host.Features.AskRecovery;
using IntegrityChannel.Casework.Host.Features.BeginOrganisation;
using IntegrityChannel.Casework.Host.Features.ChangeActivity;
using IntegrityChannel.Casework.Host.Features.CheckSetUpCode;
using IntegrityChannel.Casework.Host.Features.Enrol;
using IntegrityChannel.Casework.Host.Features.InvitePerson;
using IntegrityChannel.Casework.Host.Features.ListPeople;
using IntegrityChannel.Casework.Host.Features.ListRecoveries;
using IntegrityChannel.Casework.Host.Features.NotePerson;
using IntegrityChannel.Casework.Host.Features.RequestDirectory;
using IntegrityChannel.Casework.Host.Features.ShowInvitation;
using IntegrityChannel.Casework.Host.Features.SendSetUpMail;
using IntegrityChannel.Casework.Host.Features.StoreRecovery;
using IntegrityChannel.Casework.Host.Features.TakeRecovery;
using IntegrityChannel.Casework.Host.Features.UploadDirectory;
using IntegrityChannel.Casework.Host.Features.WithdrawInvitation;
using IntegrityChannel.Casework.Host.Features.WithdrawRecovery;
using IntegrityChannel.Casework.Host.Recovering;

namespace IntegrityChannel.Casework.Host.Features;

/// <summary>The actions by which an organisation begins and its people change.</summary>
internal static class OrganisationFeatures
{
    internal static IServiceCollection AddOrganisationFeatures(this IServiceCollection services) => services
        .AddSingleton<BeginOrganisation.BeginOrganisation>()
        .AddSingleton<Enrol.Enrol>()
        .AddSingleton<ListPeople.ListPeople>()
        .AddSingleton<UploadDirectory.UploadDirectory>()
        .AddSingleton<RecoveryPeople>()
        .AddSingleton<ListRecoveries.ListRecoveries>()
        .AddSingleton<TakeRecovery.TakeRecovery>()
        .AddSingleton<StoreRecovery.StoreRecovery>();

    internal static void Map(IEndpointRouteBuilder routes)
    {
        CheckSetUpCodeEndpoint.Map(routes);
        SendSetUpMailEndpoint.Map(routes);
        BeginOrganisationEndpoint.Map(routes);
        ShowInvitationEndpoint.Map(routes);
        EnrolEndpoint.Map(routes);
        ListPeopleEndpoint.Map(routes);
        InvitePersonEndpoint.Map(routes);
        WithdrawInvitationEndpoint.Map(routes);
        ChangeActivityEndpoint.Map(routes);
        NotePersonEndpoint.Map(routes);
        RequestDirectoryEndpoint.Map(routes);
        UploadDirectoryEndpoint.Map(routes);
        ListRecoveriesEndpoint.Map(routes);
        AskRecoveryEndpoint.Map(routes);
        AgreeRecoveryEndpoint.Map(routes);
        WithdrawRecoveryEndpoint.Map(routes);
        TakeRecoveryEndpoint.Map(routes);
        StoreRecoveryEndpoint.Map(routes);
    }
}
