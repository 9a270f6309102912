using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary>Fetches a keys log whole and verifies it: signature, root from the entries, the served hash tiles, every opening (docs/protocol.md section 23).</summary>
internal static class LogReading
{
    /// <exception cref="CommandStopped">Not verified.</exception>
    internal static async Task<KeysLog> FetchAsync(PublicServer server, TrustedDirectory directory, CancellationToken cancellationToken)
    {
        var note = await server.ReadCheckpointAsync(cancellationToken);
        if (!Checkpoint.TryVerify(note, directory.InUse.Directory, directory.InUse.Day, out var checkpoint, out var failure))
        {
            throw Refused("The head of the log does not verify", failure);
        }

        var entries = new List<ReadOnlyMemory<byte>>();
        var openings = new List<ReadOnlyMemory<byte>>();
        foreach (var tile in LogTile.Bottom(checkpoint.Size))
        {
            entries.Add(await server.ReadEntriesAsync(tile, cancellationToken));
            openings.Add(await server.ReadOpeningsAsync(tile, cancellationToken));
        }

        return KeysLog.TryPut(checkpoint, entries, openings, out var log, out failure)
            ? log
            : throw Refused(failure == FailureClass.WrongCommitment ? "An entry of the log says something else than was logged" : "What the server hands out is not the log that it signed", failure);
    }

    /// <summary>Other clients compute with the hash tiles; they have to be those of the same entries.</summary>
    internal static async Task CheckTilesAsync(PublicServer server, KeysLog log, CancellationToken cancellationToken)
    {
        foreach (var tile in log.Tiles())
        {
            var served = await server.ReadTileAsync(tile, cancellationToken);
            if (log.HashesOf(tile)?.AsSpan().SequenceEqual(served) != true)
            {
                throw Refused("A hash tile of the log is not that of its entries", FailureClass.WrongChain);
            }
        }
    }

    internal static CommandStopped Refused(string what, FailureClass failure) =>
        CommandStopped.NotVerified($"{what} ({failure.Name()}). Do not rely on this server's keys: ask those who keep the root key.");
}
