using System.Globalization;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Features.AdministratorStatus;

/// <summary>GET /a/status: whether the tick runs and until when the directory serves. No figure here depends on reports.</summary>
internal static class AdministratorStatusEndpoint
{
    private const string Well = "ok";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a/status", RunAsync).RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> RunAsync(TickResults results, OfficerRegister register, CancellationToken cancellationToken)
    {
        var ticks = await results.ReadAllAsync(cancellationToken);
        var directory = register.Directory;
        return Results.Json(
            new Response(
                [.. ticks.Select(row => new Tick(row.Name, row.LastDay, Describe(row.Result)))],
                new DirectoryLine(directory.Sequence, directory.Content.Expires.Value)),
            WireJson.Options);
    }

    private static string Describe(ushort result) => result == 0 ? Well : string.Create(CultureInfo.InvariantCulture, $"E-{result:00}");

    internal sealed record Response(IReadOnlyList<Tick> Ticks, DirectoryLine Directory);

    internal sealed record Tick(string Name, uint LastDay, string Result);

    internal sealed record DirectoryLine(uint Seq, uint Expires);
}
