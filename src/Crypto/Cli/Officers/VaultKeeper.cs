using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>Holds the unlocked vault: changes it in memory, stores it sealed with compare-and-swap, and merges where another session was faster.</summary>
internal sealed class VaultKeeper : IDisposable
{
    /// <summary>Two sessions of one officer may race; more than this many lost races is no race.</summary>
    private const int Attempts = 6;

    private readonly CaseworkServer server;
    private readonly VaultKey key;
    private readonly IEntropy entropy;
    private readonly List<VaultContent> opened = [];
    private bool changed;

    private VaultKeeper(CaseworkServer server, VaultKey key, VaultAnswer stored, VaultContent content, IEntropy entropy)
    {
        this.server = server;
        this.key = key;
        this.entropy = entropy;
        Stored = stored;
        Vault = content;
        opened.Add(content);
    }

    /// <summary>As it is now.</summary>
    internal VaultContent Vault { get; private set; }

    /// <summary>What the host holds, as far as this session knows.</summary>
    internal VaultAnswer Stored { get; private set; }

    /// <exception cref="CommandStopped">Not verified: the vault does not open.</exception>
    internal static async Task<VaultKeeper> OpenAsync(CaseworkServer server, SessionAnswer session, PassphraseKeys keys, IEntropy entropy, CancellationToken cancellationToken)
    {
        var stored = await server.ReadVaultAsync(cancellationToken);
        var parameters = Argon2id.TryCreate(session.MemoryKib, session.Iterations);
        var officer = Id16.From(session.OfficerId);
        var key = session.VkId.Length == Id16.Size && parameters is not null ? VaultKey.Unwrap(keys, officer, Id16.From(session.VkId), parameters, session.VkWrap) : null;
        if (key is null)
        {
            throw Broken(FailureClass.WrongKey);
        }

        if (VaultOpening.Open(officer, key, stored.Version, stored.Vault, out var failure) is { } content)
        {
            return new VaultKeeper(server, key, stored, content, entropy);
        }

        key.Dispose();
        throw Broken(failure);
    }

    /// <summary>Changes what is kept, in memory only; <see cref="StoreAsync"/> makes it last.</summary>
    internal void Change(Func<VaultContent, VaultContent> change)
    {
        Vault = change(Vault);
        changed = true;
    }

    /// <exception cref="CommandStopped">Refused: another session wins every race. Not verified: what it stored is no vault of this officer.</exception>
    internal async Task StoreAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; changed && attempt <= Attempts; attempt++)
        {
            var next = new VaultAnswer(Stored.Version + 1, VaultSealing.Seal(Vault, key, Stored.Version + 1, entropy));
            if (await server.StoreVaultAsync(Stored.Version, next.Version, next.Vault, cancellationToken))
            {
                Stored = next;
                changed = false;
                return;
            }

            Stored = await server.ReadVaultAsync(cancellationToken);
            Merge(Reopen(Stored));
        }

        if (changed)
        {
            throw CommandStopped.Refused("Another session keeps changing this account's vault. Close it, then run the same command again.");
        }
    }

    /// <summary>What the host holds now, opened: shows that a store arrived. Wiped with this keeper.</summary>
    internal async Task<VaultContent> ReadBackAsync(CancellationToken cancellationToken) => Reopen(await server.ReadVaultAsync(cancellationToken));

    public void Dispose()
    {
        opened.ForEach(content => content.Dispose());
        Vault.Dispose();
        key.Dispose();
    }

    private void Merge(VaultContent stored) =>
        Vault = VaultMerge.TryMerge(Vault, stored, out var merged, out var failure) ? merged! : throw Broken(failure);

    private VaultContent Reopen(VaultAnswer stored)
    {
        var content = VaultOpening.Open(Vault.OfficerId, key, stored.Version, stored.Vault, out var failure) ?? throw Broken(failure);
        opened.Add(content);
        return content;
    }

    private static CommandStopped Broken(FailureClass failure) =>
        CommandStopped.NotVerified($"The vault that the server handed out is not this account's, or was changed ({failure.Name()}). Nothing was sent. Tell the administrator.");
}
