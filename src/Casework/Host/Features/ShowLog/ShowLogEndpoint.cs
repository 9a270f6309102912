using IntegrityChannel.Casework.Host.KeysLogs;
using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Casework.Host.Features.ShowLog;

/// <summary>
/// GET /log/keys/checkpoint, /log/keys/tile/{level}/{place}, /log/keys/tile/entries/{place} (c2sp.org/tlog-tiles) and /log/keys/openings/{place}: the keys log, the
/// same for everybody and without a session. 404 before a directory lists this host's key for checkpoints.
/// </summary>
internal static class ShowLogEndpoint
{
    private const string Text = "text/plain; charset=utf-8";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log/keys/checkpoint", async (LogKeeper keeper, CancellationToken cancellationToken) =>
            await keeper.ReadAsync(cancellationToken) is { } log ? Results.Bytes(log.Checkpoint, Text) : Refusals.NotFound).AllowAnonymous();
        routes.MapGet("/log/keys/tile/entries/{**place}", (string place, LogKeeper keeper, CancellationToken cancellationToken) =>
            AnswerAsync(keeper, LogTile.TryRead(0, place), (log, tile) => log.Bundle(tile), cancellationToken)).AllowAnonymous();
        routes.MapGet("/log/keys/tile/{level:int}/{**place}", (int level, string place, LogKeeper keeper, CancellationToken cancellationToken) =>
            AnswerAsync(keeper, LogTile.TryRead(level, place), (log, tile) => log.Hashes(tile), cancellationToken)).AllowAnonymous();
        routes.MapGet("/log/keys/openings/{**place}", (string place, LogKeeper keeper, CancellationToken cancellationToken) =>
            AnswerAsync(keeper, LogTile.TryRead(0, place), (log, tile) => log.Openings(tile), cancellationToken)).AllowAnonymous();
    }

    private static async Task<IResult> AnswerAsync(LogKeeper keeper, LogTile? asked, Func<LogNow, LogTile, byte[]?> find, CancellationToken cancellationToken)
    {
        // Never kept: after a restore from a backup the same address may come to mean other bytes, and that has to show.
        return asked is { } tile && await keeper.ReadAsync(cancellationToken) is { } log && find(log, tile) is { } bytes ? Results.Bytes(bytes, BoundedBody.Octets) : Refusals.NotFound;
    }
}
