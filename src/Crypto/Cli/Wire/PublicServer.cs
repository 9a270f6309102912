using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>What either host hands to anybody: the list of keys, its page, and (casework) the keys log.</summary>
internal sealed class PublicServer(ServerAddress address) : IDirectorySource, IDisposable
{
    /// <summary>Bytes of the longest file of a page.</summary>
    internal const int LargestFile = 8 * 1024 * 1024;

    // u16 ‖ opening, 256 times.
    private const int LargestBundle = LogTile.FullWidth * (2 + KeysEntry.OpeningSize);
    private readonly HttpDoor door = new(address);

    internal string Origin => door.Origin;

    public Task<byte[]> ReadDirectoryAsync(CancellationToken cancellationToken) => door.ReadDirectoryAsync(cancellationToken);

    public Task<byte[]> ReadChainAsync(CancellationToken cancellationToken) => door.ReadChainAsync(cancellationToken);

    internal Task<byte[]> ReadCheckpointAsync(CancellationToken cancellationToken) => ReadAsync("/log/keys/checkpoint", Checkpoint.MaximumSize, cancellationToken);

    internal Task<byte[]> ReadTileAsync(LogTile tile, CancellationToken cancellationToken) =>
        ReadAsync($"/log/keys/tile/{tile.Level}/{tile.Place}", LogTile.FullWidth * Hash32.Size, cancellationToken);

    internal Task<byte[]> ReadEntriesAsync(LogTile tile, CancellationToken cancellationToken) => ReadAsync($"/log/keys/tile/entries/{tile.Place}", LargestBundle, cancellationToken);

    internal Task<byte[]> ReadOpeningsAsync(LogTile tile, CancellationToken cancellationToken) => ReadAsync($"/log/keys/openings/{tile.Place}", LargestBundle, cancellationToken);

    /// <summary>A file of the page.</summary>
    internal Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken) => ReadAsync(path, LargestFile, cancellationToken);

    public void Dispose() => door.Dispose();

    private async Task<byte[]> ReadAsync(string path, int limit, CancellationToken cancellationToken) =>
        (await door.SendAsync(new WireRequest(HttpMethod.Get, path) { Limit = limit }, cancellationToken)).Body;
}
