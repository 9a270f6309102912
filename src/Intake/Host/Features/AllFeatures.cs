using IntegrityChannel.Intake.Host.Assisted;
using IntegrityChannel.Intake.Host.Features.FetchSealer;
using IntegrityChannel.Intake.Host.Features.ListParts;
using IntegrityChannel.Intake.Host.Features.OpenMailbox;
using IntegrityChannel.Intake.Host.Features.ReadPart;
using IntegrityChannel.Intake.Host.Features.SayHello;
using IntegrityChannel.Intake.Host.Features.ShowDirectory;
using IntegrityChannel.Intake.Host.Features.ShowHealth;
using IntegrityChannel.Intake.Host.Features.ShowPage;
using IntegrityChannel.Intake.Host.Features.SubmitObject;
using IntegrityChannel.Intake.Host.Features.UploadPart;
using IntegrityChannel.Intake.Host.Pages;
using IntegrityChannel.Intake.Host.Security;

namespace IntegrityChannel.Intake.Host.Features;

/// <summary>Everything a reporter's browser can ask for.</summary>
internal static class AllFeatures
{
    internal static void AddFeatures(this IServiceCollection services) =>
        services.AddSingleton<PostGate>().AddSingleton<MailboxLogin>();

    internal static void MapFeatures(this IEndpointRouteBuilder routes, FormPath forms)
    {
        routes.MapForms(forms);
        routes.MapShowHealth();
        routes.MapAssets(routes.ServiceProvider.GetRequiredService<WebManifest>());
        if (forms == FormPath.Alone)
        {
            routes.MapAlone();
            return;
        }

        routes.MapShowDirectory();
        routes.MapSayHello();
        routes.MapOpenMailbox();
        routes.MapSubmitObject();
        routes.MapUploadPart();
        routes.MapListParts();
        routes.MapReadPart();
        routes.MapFetchSealer();
        routes.MapShowPage(routes.ServiceProvider.GetRequiredService<ReporterPage>(), routes.ServiceProvider.GetRequiredService<WebManifest>());
    }

    internal static T Get<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
