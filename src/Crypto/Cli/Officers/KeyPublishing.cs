using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>What an officer's unlock tells the world: that the list of keys was seen today (sicF), and under which key to seal (sicK).</summary>
internal static class KeyPublishing
{
    /// <summary>A certificate is renewed this many days before it ends, so that a long absence does not run into it.</summary>
    private const int RenewBefore = 60;

    /// <summary>A certificate runs as long as a directory does by default; the protocol allows 400.</summary>
    private const int Runs = 366;

    /// <summary>True where something was published.</summary>
    internal static async Task<bool> RunAsync(OfficerDesk desk, CancellationToken cancellationToken)
    {
        var certified = await PublishCertificateAsync(desk, cancellationToken);
        return await PublishFreshnessAsync(desk, cancellationToken) || certified;
    }

    private static async Task<bool> PublishFreshnessAsync(OfficerDesk desk, CancellationToken cancellationToken)
    {
        var day = desk.Directory.InUse.Day;
        var due = desk.Self is { } self && (self.LastSeen is not { } seen || seen < day);
        if (due)
        {
            using var key = OfficerSigningKey.FromSeed(desk.Vault.SigningSeed.Span);
            await desk.Server.PublishFreshnessAsync(Freshness.Create(key, desk.SelfId, desk.Directory.InUse.Directory, day, []), cancellationToken);
        }

        return due;
    }

    /// <summary>Due where the list of keys shows none of ours, or one that ends soon.</summary>
    private static async Task<bool> PublishCertificateAsync(OfficerDesk desk, CancellationToken cancellationToken)
    {
        var day = desk.Directory.InUse.Day;
        if (desk.Self is not { } self || day < self.Listed.From || day > self.Listed.To)
        {
            return false;
        }

        var current = self.Key is { } key ? desk.Directory.Certificates.FirstOrDefault(item => item.OfficerId == desk.SelfId && item.KeyId == key.KeyId) : null;
        if (current is not null && day.AddDays(RenewBefore) <= current.To)
        {
            return false;
        }

        var serial = current is null && desk.Vault.KemKeys.Count > 0 ? desk.Vault.KemKeys.Max(own => own.Serial) : await AddKeyAsync(desk, cancellationToken);
        await CertifyAsync(desk, serial, cancellationToken);
        return true;
    }

    /// <summary>A new key, stored before anyone may seal to it: else its first reports would be lost with this process.</summary>
    private static async Task<uint> AddKeyAsync(OfficerDesk desk, CancellationToken cancellationToken)
    {
        var serial = desk.Vault.KemKeys.Select(own => own.Serial).DefaultIfEmpty().Max() + 1;
        using var key = OfficerKemKey.Create(desk.Entropy);
        var added = new VaultKemKey(serial, key.ExportSeed());
        desk.Keeper.Change(vault => vault with { KemKeys = [.. vault.KemKeys, added] });
        await desk.Keeper.StoreAsync(cancellationToken);
        return serial;
    }

    private static async Task CertifyAsync(OfficerDesk desk, uint serial, CancellationToken cancellationToken)
    {
        var own = desk.Vault.KemKeys.First(key => key.Serial == serial);
        var stored = await desk.Keeper.ReadBackAsync(cancellationToken);
        if (!stored.KemKeys.Any(key => key.Serial == serial && key.Seed.FixedTimeEquals(own.Seed.Span)))
        {
            throw CommandStopped.NotVerified("The server did not keep this account's new key, so nobody may seal to it. Nothing was published. Tell the administrator.");
        }

        using var signing = OfficerSigningKey.FromSeed(desk.Vault.SigningSeed.Span);
        using var receiving = OfficerKemKey.FromSeed(own.Seed.Span);
        var day = desk.Directory.InUse.Day;
        await desk.Server.PublishCertificateAsync(
            OfficerCertificate.Create(signing, desk.Vault.OrganisationId, desk.SelfId, serial, receiving.PublicKey.Span, day, day.AddDays(Runs)), cancellationToken);
    }
}
