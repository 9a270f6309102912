using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>The host no longer has what it said it had, or holds other bytes under this upload.</summary>
internal sealed class PartsLost : Exception;

/// <summary>
/// Sends the parts of one upload in order. After silence it first asks which parts arrived: an answer that was lost costs a question, and the same bytes go
/// again only where the host does not hold them.
/// </summary>
/// <param name="head">Of the first part: upload id and total.</param>
internal sealed class PartSending(IPartHost host, PartHead head)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 3, 10, 20, 30, 60, 120 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Refusals that may pass by themselves.</summary>
    private static readonly PutCode[] Passing = [PutCode.Busy, PutCode.Internal, PutCode.UploadsFull];

    private readonly byte[] body = new byte[PartHead.MaximumBody];
    private long sent;

    internal Action<string> Tell { get; init; } = _ => { };

    internal ProgressLine Progress { get; init; } = ProgressLine.None;

    internal Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>Returns when the host holds the part.</summary>
    /// <exception cref="PartsLost">It lost an earlier one.</exception>
    /// <exception cref="CommandStopped">Refused, or no answer for about four minutes.</exception>
    internal async Task StoreAsync(int index, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        (head with { Index = index }).Encode().CopyTo(body, 0);
        part.CopyTo(body.AsMemory(PartHead.Size));
        for (var attempt = 0; await OnceAsync(body.AsMemory(0, PartHead.Size + part.Length), cancellationToken) is not PutCode.Accepted and var code; attempt++)
        {
            if (attempt == Pauses.Length || (code is { } refusal && !Passing.Contains(refusal)))
            {
                throw code is null ? Silent() : code == PutCode.PartRefused ? new PartsLost() : Refused(code.Value);
            }

            Progress.Clear();
            Tell($"No answer yet; the files go on in {Pauses[attempt].TotalSeconds} seconds.");
            await Pause(Pauses[attempt], cancellationToken);
            if (code is null && await IsHeldAsync(index, cancellationToken))
            {
                break;
            }
        }

        sent += part.Length;
        Progress.Show("sending", sent, head.Total);
    }

    internal static CommandStopped Refused(PutCode code) => CommandStopped.Refused(code == PutCode.TooLarge
        ? "E-02: the files together are larger than this organisation takes with one message. Nothing of them was sent. Send fewer, or several messages."
        : code.Sentence());

    private static CommandStopped Silent() =>
        CommandStopped.Refused("The server does not answer any more. The files are not complete there, and the message was not sent. Run the same command again.");

    /// <summary>Null for no answer, and for one that is not the host's.</summary>
    private async Task<PutCode?> OnceAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            return PutAnswer.TryParse(await host.StorePartAsync(bytes, cancellationToken), out var answer, out _) ? answer.Code : null;
        }
        catch (ExchangeFailed failed) when (failed.Reason != ExchangeFailure.SignedOut)
        {
            return null;
        }
    }

    /// <summary>Whether this part arrived after all; false where nothing answers.</summary>
    private async Task<bool> IsHeldAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await host.AskPartsAsync(head.EncodeQuestion(), cancellationToken);
            if (HeldParts.TryParse(answer, head.Parts, out _) is not { } held)
            {
                return false;
            }

            return Enumerable.Range(0, index).All(held.Contains) ? held.Contains(index) : throw new PartsLost();
        }
        catch (ExchangeFailed failed) when (failed.Reason != ExchangeFailure.SignedOut)
        {
            return false;
        }
    }
}
