using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Features.ShowDirectory;

/// <summary>GET /d: the directory document, the same for everybody; GET /d/chain: every directory there was.</summary>
internal static class ShowDirectoryEndpoint
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapShowDirectory(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/d", Reading, static context =>
        {
            var published = context.Get<MailboxStore>().Directories.Current();
            return WriteAsync(context, published.Document(published.Today(context.Get<TimeProvider>())));
        }).Within(Budget.Page);
        routes.MapMethods("/d/chain", Reading, static context =>
        {
            var published = context.Get<MailboxStore>().Directories.Current();
            return WriteAsync(context, published.Newest is null ? null : published.Chain());
        }).Within(Budget.Page);
    }

    private static Task WriteAsync(HttpContext context, byte[]? document) =>
        document is null ? Answers.RefuseAsync(context, PutCode.NotOpen) : Answers.WriteAsync(context, document);
}
