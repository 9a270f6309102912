using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Storage;

namespace IntegrityChannel.Intake.Mailbox.Directories;

/// <summary>A process that signs for the channel.</summary>
/// <param name="Uses">What it signs.</param>
/// <param name="PublicKey">Ed25519 public key.</param>
/// <param name="Origins">The addresses people reach it by, the one for posters first.</param>
public sealed record ChannelHost(ChannelUses Uses, Hash32 PublicKey, IReadOnlyList<string> Origins)
{
    /// <summary>SHA-256 of the manifest of the page that it serves; null where it said none.</summary>
    public Hash32? Page { get; init; }

    /// <summary>SHA-256 of the offline sealer that it gives out; null where it gives out none yet.</summary>
    public Hash32? Sealer { get; init; }
}

/// <summary>
/// How the two processes come to stand in one directory without knowing each other: intake leaves its public key and its addresses here, casework puts
/// them into the request that the root signs. Nothing here is believed by anybody; the signed directory is.
/// </summary>
public sealed class ChannelHostStore
{
    private readonly ChannelHostTable table;

    internal ChannelHostStore(ChannelHostTable table) => this.table = table;

    /// <summary>Takes the place of what a process with these uses said before.</summary>
    public Task AnnounceAsync(ChannelHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        cancellationToken.ThrowIfCancellationRequested();
        table.Replace(host);
        return Task.CompletedTask;
    }

    /// <summary>The process that signs this; null where none has started yet.</summary>
    public Task<ChannelHost?> FindAsync(ChannelUses use, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(table.Read().FirstOrDefault(host => host.Uses.HasFlag(use)));
    }
}
