using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>Who asks, and what they know.</summary>
internal sealed record DeskRequest(CaseworkServer Server, DirectoryTrust Trust, OfficerSignIn SignIn, IEntropy Entropy)
{
    /// <summary>Where this machine remembers; null to remember nothing.</summary>
    internal FileInfo? State { get; init; }
}

/// <summary>Everything an unlocked officer works with, from sign-in to sign-out. Disposing wipes the vault.</summary>
internal sealed class OfficerDesk : IAsyncDisposable
{
    /// <summary>The server names a day before the highest one that this account has seen.</summary>
    internal const string DayWentBack = "day-went-back";

    private readonly DeskRequest request;
    private readonly DirectoryTrust trust;
    private readonly List<string> warnings = [];

    private OfficerDesk(DeskRequest request, SessionAnswer session, VaultKeeper keeper, DirectoryTrust trust, TrustedDirectory directory)
    {
        this.request = request;
        this.trust = trust;
        Session = session;
        Keeper = keeper;
        Directory = directory;
    }

    internal SessionAnswer Session { get; }

    internal VaultKeeper Keeper { get; }

    internal CaseworkServer Server => request.Server;

    internal IEntropy Entropy => request.Entropy;

    internal VaultContent Vault => Keeper.Vault;

    /// <summary>Verified, the same with and without this session.</summary>
    internal TrustedDirectory Directory { get; private set; }

    internal Id16 SelfId => Vault.OfficerId;

    /// <summary>Null where the directory no longer lists this officer.</summary>
    internal OfficerInUse? Self => Directory.InUse.FindOfficer(SelfId);

    /// <summary>Beside those of the directory.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    /// <summary>Verifies the host, signs in, opens the vault, verifies the host once more by what the vault remembers, and publishes what is due.</summary>
    internal static async Task<OfficerDesk> OpenAsync(DeskRequest request, CancellationToken cancellationToken)
    {
        var before = await request.Trust.FetchAsync(request.Server, cancellationToken);
        var (session, keys) = await request.SignIn.EnterAsync(request.Server, before, cancellationToken);
        var keeper = await VaultKeeper.OpenAsync(request.Server, session, keys, request.Entropy, cancellationToken);
        try
        {
            var pin = request.State is { } file ? StatePin.Read(file, keeper.Vault.OfficerId) : null;
            pin?.Demand(keeper.Stored);
            var trust = request.Trust.With(Math.Max(keeper.Vault.DirectorySequence, pin?.DirectorySequence ?? 0), keeper.Vault.RootKey);
            var directory = await OwnDirectory.FetchAsync(request.Server, trust, cancellationToken);
            var desk = new OfficerDesk(request, session, keeper, trust, directory);
            await desk.BeginAsync(pin, cancellationToken);
            return desk;
        }
        catch
        {
            keeper.Dispose();
            throw;
        }
    }

    /// <summary>Reads the list of keys again, after the host refused an object as stale.</summary>
    internal async Task RenewDirectoryAsync(CancellationToken cancellationToken) => Directory = await OwnDirectory.FetchAsync(Server, trust, cancellationToken);

    /// <summary>Opens one case; null where this officer is no reader of it, or it is gone.</summary>
    /// <exception cref="CommandStopped">Not verified: the list holds no report that verifies.</exception>
    internal async Task<OpenedCase?> ReadCaseAsync(Id16 reportId, CancellationToken cancellationToken)
    {
        if (await Server.ReadCaseAsync(reportId, cancellationToken) is not { } list)
        {
            return null;
        }

        var opened = CaseOpening.Open(list, Vault, Directory.History, out var failure);
        return opened is not null && opened.ReportId == reportId && Days.IsCivil(opened.Received)
            ? opened
            : throw CommandStopped.NotVerified($"What the server handed out is not this case ({failure.Name()}). Nothing of it is shown. Tell the administrator.");
    }

    /// <summary>Keeps what the case showed, so that the next read notices what went missing.</summary>
    internal async Task RememberAsync(OpenedCase opened, CancellationToken cancellationToken)
    {
        var known = Vault.Reports.FirstOrDefault(report => report.ReportId == opened.ReportId);
        if (known is null || opened.Memory.Heads.Any(head => !known.Heads.Contains(head)))
        {
            Keeper.Change(vault => VaultMemory.With(vault, opened.Memory));
            await Keeper.StoreAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Server.SignOutAsync(CancellationToken.None);
        }
        catch (ExchangeFailed)
        {
            // The session ends by itself; what was asked is done.
        }
        finally
        {
            Keeper.Dispose();
        }
    }

    /// <summary>Writes down what this session has seen; the last act before the desk is closed.</summary>
    internal void KeepState()
    {
        if (request.State is { } file)
        {
            StatePin.Write(file, StatePin.Read(file, SelfId), Keeper);
        }
    }

    private async Task BeginAsync(StatePin? pin, CancellationToken cancellationToken)
    {
        var day = Directory.InUse.Day;
        if (day.Value < Math.Max(Vault.HighestDay.Value, pin?.HighestDay ?? 0))
        {
            warnings.Add(DayWentBack);
        }

        if (Directory.InUse.Directory.Sequence > Vault.DirectorySequence || day > Vault.HighestDay)
        {
            // The root goes with the directory: once another one was seen to take over, a chain without it is refused.
            var seen = Directory.InUse.Directory;
            Keeper.Change(vault => vault with
            {
                RootKey = seen.Sequence > vault.DirectorySequence ? seen.Content.RootKey : vault.RootKey,
                DirectorySequence = Math.Max(vault.DirectorySequence, seen.Sequence),
                HighestDay = day > vault.HighestDay ? day : vault.HighestDay,
            });
            await Keeper.StoreAsync(cancellationToken);
        }

        if (!Session.Administrator && await KeyPublishing.RunAsync(this, cancellationToken))
        {
            // What was published stands in the list of keys from now on; without reading it anew nothing would be sealed to ourselves.
            await RenewDirectoryAsync(cancellationToken);
        }

        KeepState();
    }
}

/// <summary>What a vault remembers of a report, put upon what it remembered before. Nothing that either one knows is lost.</summary>
internal static class VaultMemory
{
    internal static VaultContent With(VaultContent vault, VaultReport memory)
    {
        var known = vault.Reports.FirstOrDefault(report => report.ReportId == memory.ReportId);
        var merged = known is null ? memory : new VaultReport(
            memory.ReportId,
            memory.KemKey.IsEmpty ? known.KemKey : memory.KemKey,
            known.AuthKey ?? memory.AuthKey,
            [.. known.Excluded.Union(memory.Excluded).Order()],
            VaultMerge.HigherHeads(known.Heads, memory.Heads));
        return vault with { Reports = [.. vault.Reports.Where(report => report != known), merged] };
    }
}
