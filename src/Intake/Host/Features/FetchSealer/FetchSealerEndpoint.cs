using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Pages;
using IntegrityChannel.Intake.Host.Security;

namespace IntegrityChannel.Intake.Host.Features.FetchSealer;

/// <summary>GET /sealer: the offline sealer, to be saved and opened from a disk. On this address its script would not run: the policy of every answer forbids it.</summary>
internal static class FetchSealerEndpoint
{
    // A name that tells nobody who finds the file what it is for.
    private const string Save = "attachment; filename=\"info.html\"";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapFetchSealer(this IEndpointRouteBuilder routes) => routes.MapMethods("/sealer", Reading, static async context =>
    {
        if (await context.Get<SealerFile>().ReadAsync(context.RequestAborted) is not { } file)
        {
            await Answers.RefuseAsync(context, PutCode.NotOpen);
            return;
        }

        context.Response.Headers.ContentDisposition = Save;
        await file.WriteAsync(context);
    }).Within(Budget.Page);
}
