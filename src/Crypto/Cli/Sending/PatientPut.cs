using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Cli.Sending;

/// <summary>Puts the same bytes again, after a pause, where nothing answered or the host was busy.</summary>
internal sealed class PatientPut(Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> put, Action<string> tell)
{
    /// <summary>From here on a code speaks about the host, perhaps before it looked whether the object is already there.</summary>
    private const PutCode HostCodes = PutCode.StorageFull;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    internal Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>True while bytes went out and no answer says what became of them.</summary>
    internal bool Uncertain { get; private set; }

    /// <summary>Null where no answer came at all.</summary>
    internal async Task<PutAnswer?> RunAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            if (await OnceAsync(bytes, cancellationToken) is { Code: not PutCode.Busy } answer)
            {
                return answer;
            }

            tell($"No answer yet; the same sealed bytes go again in {pause.TotalSeconds} seconds.");
            await Pause(pause, cancellationToken);
        }

        return await OnceAsync(bytes, cancellationToken);
    }

    /// <summary>Null for no answer, and for one that is not the host's, such as a proxy's page.</summary>
    /// <exception cref="ExchangeFailed">Signed out: sending again would not help.</exception>
    internal async Task<PutAnswer?> OnceAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var before = Uncertain;
        Uncertain = true;
        try
        {
            if (!PutAnswer.TryParse(await put(bytes, cancellationToken), out var answer, out _))
            {
                return null;
            }

            Uncertain = before && answer.Code >= HostCodes;
            return answer;
        }
        catch (ExchangeFailed failed) when (failed.Reason != ExchangeFailure.SignedOut)
        {
            return null;
        }
    }
}
