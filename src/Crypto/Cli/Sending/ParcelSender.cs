using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Sending;

/// <summary>A sealed object on its way, with the directory that it was sealed under.</summary>
internal sealed record Parcel(SealedObject Sealed, TrustedDirectory Directory)
{
    /// <exception cref="InvalidOperationException">Bytes that this program sealed do not decode.</exception>
    internal static Parcel Of(byte[] bytes, TrustedDirectory directory) =>
        SealedObject.TryParse(bytes, out var parsed, out var failure) ? new Parcel(parsed, directory) : throw new InvalidOperationException(failure.Name());
}

/// <summary>Brings the files to the host first, once it is known who will read; null without files.</summary>
internal delegate Task<SealedContainer?> BringFiles();

/// <summary>How a reporter's parcel is made and where it goes.</summary>
internal sealed record SendingWork
{
    /// <summary>Seals for a directory; stops the command where the readers would change.</summary>
    internal required Func<TrustedDirectory, BringFiles, Task<byte[]>> Seal { get; init; }

    /// <summary>The files that go before the parcel, which then names them.</summary>
    internal ContainerUpload? Files { get; init; }

    internal required Func<CancellationToken, Task<TrustedDirectory>> Refetch { get; init; }

    internal required Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> Put { get; init; }

    /// <summary>Says on standard error why it takes longer.</summary>
    internal Action<string> Tell { get; init; } = _ => { };

    internal Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;
}

/// <summary>
/// Sends a reporter's parcel without losing it: the same bytes go again until an answer comes, and only a definite "stale", or files that the host no longer
/// has, make a new parcel. Received is only what bears a receipt that verifies.
/// </summary>
internal sealed class ParcelSender(SendingWork work)
{
    private const int MostReseals = 3;
    private readonly Stack<Parcel> earlier = [];
    private readonly PatientPut put = new(work.Put, work.Tell) { Pause = work.Pause };

    internal async Task<SendOutcome> RunAsync(TrustedDirectory directory, CancellationToken cancellationToken)
    {
        var parcel = await SealAsync(directory, cancellationToken);
        for (var reseals = 0; ; reseals++)
        {
            if (await put.RunAsync(parcel.Sealed.Bytes, cancellationToken) is not { } answer)
            {
                return new SendOutcome.Unanswered();
            }

            if (answer.Code == PutCode.Accepted)
            {
                return Judge(parcel, answer);
            }

            var filesLost = answer.Code == PutCode.ContainerMissing && work.Files is not null;
            if ((answer.Code != PutCode.Stale && !filesLost) || reseals == MostReseals)
            {
                return await RefusedAsync(answer.Code, cancellationToken);
            }

            if (filesLost)
            {
                work.Files!.Renew();
            }

            earlier.Push(parcel);
            parcel = await SealAsync(filesLost ? parcel.Directory : await work.Refetch(cancellationToken), cancellationToken);
        }
    }

    private async Task<Parcel> SealAsync(TrustedDirectory directory, CancellationToken cancellationToken) => Parcel.Of(
        await work.Seal(directory, async () => work.Files is null ? null : await work.Files.BringAsync(directory.InUse, cancellationToken)), directory);

    private static SendOutcome Judge(Parcel parcel, PutAnswer answer)
    {
        var failure = FailureClass.Malformed;
        return Receipt.TryParse(answer.Receipt, out var receipt, out failure) && receipt.Verify(parcel.Directory.InUse.Directory, parcel.Sealed.ObjectHash, out failure)
            ? new SendOutcome.Received(parcel.Sealed.ObjectHash, answer.Receipt, receipt.PutDay)
            : new SendOutcome.NotProven(failure);
    }

    /// <summary>Where the identifiers were taken, an earlier version may have been stored after all: its bytes get its receipt.</summary>
    private async Task<SendOutcome> RefusedAsync(PutCode code, CancellationToken cancellationToken)
    {
        while (code is PutCode.ObjectTaken or PutCode.AlreadyExists && earlier.TryPop(out var before))
        {
            if (await put.OnceAsync(before.Sealed.Bytes, cancellationToken) is { Code: PutCode.Accepted } answer)
            {
                return Judge(before, answer);
            }
        }

        return put.Uncertain ? new SendOutcome.Unanswered() : new SendOutcome.Refused(code);
    }
}
