using IntegrityChannel.Crypto.Cli.Officers;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>The people of the demonstration at their desks. Each passphrase is derived once; every day has sessions of its own, as the hosts end them with the day.</summary>
internal sealed class SeedPeople(DemoFolder folder, ServerAddress casework, DirectoryTrust trust) : IDisposable
{
    private const string Administrator = "beheerder";

    // The parts of the tick without which the stories do not come true.
    private static readonly string[] Needed = ["open-case-files", "channel-notices"];

    // Left out of no story.
    private const string Deputy = "plaatsvervanger";

    private readonly Dictionary<string, OfficerSignIn> signIns = new(StringComparer.Ordinal);

    /// <summary>Lets somebody do something at the desk and signs out.</summary>
    internal async Task WithDeskAsync(string account, Func<OfficerDesk, Task> act, CancellationToken cancellationToken)
    {
        using var server = new CaseworkServer(casework);
        await using var desk = await OfficerDesk.OpenAsync(new DeskRequest(server, trust, SignInOf(account), SystemEntropy.Instance), cancellationToken);
        await act(desk);
    }

    /// <summary>Cases are invented once, and beside no others: going back in time would move the dates of those that are there.</summary>
    /// <exception cref="CommandStopped">Refused: there are cases.</exception>
    internal Task DemandEmptyAsync(CancellationToken cancellationToken) => WithDeskAsync(
        Deputy,
        async desk =>
        {
            if ((await desk.Server.ListCasesAsync(cancellationToken)).Cases.Count > 0)
            {
                throw CommandStopped.Refused("This demonstration holds cases already. Start a new one: ./dev run --seed --data DIR");
            }
        },
        cancellationToken);

    /// <summary>The administrator presses "try again": one tick at the moment that the clock shows.</summary>
    /// <exception cref="CommandStopped">Refused: a part of the tick says that it is not well.</exception>
    internal async Task TickAsync(CancellationToken cancellationToken)
    {
        using var server = new CaseworkServer(casework);
        var directory = await trust.FetchAsync(server, cancellationToken);
        await SignInOf(Administrator).EnterAsync(server, directory, cancellationToken);
        await server.RetryJobsAsync(cancellationToken);
        var status = await server.ShowStatusAsync(cancellationToken);
        await server.SignOutAsync(cancellationToken);
        if (status.Ticks.FirstOrDefault(tick => Needed.Contains(tick.Name) && tick.Result != "ok") is { } unwell)
        {
            throw CommandStopped.Refused($"The tick of the demonstration is not well: {unwell.Name} says {unwell.Result}.");
        }
    }

    public void Dispose()
    {
        foreach (var signIn in signIns.Values)
        {
            signIn.Dispose();
        }
    }

    private OfficerSignIn SignInOf(string account)
    {
        if (!signIns.TryGetValue(account, out var signIn))
        {
            signIns.Add(account, signIn = new OfficerSignIn(account, folder.Passphrase(account)));
        }

        return signIn;
    }
}
