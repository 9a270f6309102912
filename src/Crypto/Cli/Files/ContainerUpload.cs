using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>
/// Brings the files of one message to the host before the message that names them: sealed on the way, one part of 1 MiB in memory at a time. What the host
/// holds never goes twice; where it lost something, everything goes anew under a new key, since a part can be made only once.
/// </summary>
internal sealed class ContainerUpload(IPartHost host, AttachedFiles files, IEntropy entropy) : IDisposable
{
    private const int MostRenewals = 2;
    private SealedContainer? complete;

    internal AttachedFiles Files => files;

    /// <summary>Says on standard error why it takes longer.</summary>
    internal Action<string> Tell { get; init; } = _ => { };

    internal ProgressLine Progress { get; init; } = ProgressLine.None;

    internal Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>Asks whether the host takes so much with one message, before a byte of it goes.</summary>
    /// <exception cref="CommandStopped">Refused.</exception>
    internal async Task DemandRoomAsync(CancellationToken cancellationToken)
    {
        var head = Head();
        if (HeldParts.TryParse(await host.AskPartsAsync(head.EncodeQuestion(), cancellationToken), head.Parts, out var code) is null)
        {
            throw code == PutCode.Malformed ? new ExchangeFailed(ExchangeFailure.Malformed) : PartSending.Refused(code);
        }
    }

    /// <summary>The container, once the host has all of it; at once where it has it already and nobody who got its key was dropped since.</summary>
    /// <exception cref="CommandStopped">Refused by the host, unanswered, or a file changed meanwhile.</exception>
    internal async Task<SealedContainer> BringAsync(DirectoryInUse directory, CancellationToken cancellationToken)
    {
        if (complete is not null && (complete.OrganisationId != directory.Directory.OrganisationId || Drops(complete, directory)))
        {
            Renew();
        }

        for (var renewals = 0; complete is null; renewals++)
        {
            try
            {
                complete = await SendAsync(directory.Directory.OrganisationId, cancellationToken);
            }
            catch (PartsLost)
            {
                if (renewals == MostRenewals)
                {
                    throw PartSending.Refused(PutCode.PartRefused);
                }

                Tell("The server lost part of the files; they are sealed and sent anew.");
            }
        }

        return complete;
    }

    /// <summary>Gives up what was sent: the next time everything is sealed under a new key and goes anew.</summary>
    internal void Renew()
    {
        complete?.Dispose();
        complete = null;
    }

    public void Dispose() => Renew();

    /// <summary>The key of a container must not pass to a set that its first holders are not part of (docs/protocol.md section 5).</summary>
    private static bool Drops(SealedContainer container, DirectoryInUse directory) => container.Recipients.Any(
        who => who != Id16.Zeros && who != Id16.Ones && directory.FindOfficer(who)?.Key is null);

    private PartHead Head() => new(ObjectIds.Create(entropy), files.SealedLength, 0);

    private async Task<SealedContainer> SendAsync(Id16 organisation, CancellationToken cancellationToken)
    {
        var sending = new PartSending(host, Head()) { Tell = Tell, Progress = Progress, Pause = Pause };
        try
        {
            return await ContainerSealing.SealAsync(files.Sources, organisation, entropy, sending.StoreAsync, cancellationToken) ?? throw Changed();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Changed();
        }
        finally
        {
            Progress.Clear();
        }
    }

    private static CommandStopped Changed() =>
        CommandStopped.Refused("One of the files changed, or could not be read, while it was being sent. The message was not sent. Run the same command again.");
}
