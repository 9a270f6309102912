using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox.Shredding;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>A put that passed every check that needs no lock, with its wraps covered, waiting for its commit.</summary>
internal sealed class PendingPut : IDisposable
{
    private readonly TaskCompletionSource<PutOutcome?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="sealedObject">The object.</param>
    /// <param name="entropy">Shred keys and nonces.</param>
    /// <param name="granted">Wraps of earlier objects of the same report, with a grant.</param>
    internal PendingPut(SealedObject sealedObject, IEntropy entropy, IReadOnlyList<GrantedWrap>? granted = null)
    {
        Granted = [.. (granted ?? []).Select(wrap => new GrantedCover(
            wrap.ObjectId, Cover(sealedObject.Header.ReportId, wrap.ObjectId, new Recipient(wrap.Who, wrap.KeyId), wrap.Wrap, entropy)))];
        Object = sealedObject;
        Wraps = [.. sealedObject.Header.Recipients.Zip(sealedObject.Wraps, (recipient, wrap) =>
            Cover(sealedObject.Header.ReportId, sealedObject.Header.ObjectId, recipient, wrap, entropy))];
    }

    internal SealedObject Object { get; }

    internal IReadOnlyList<CoveredWrap> Wraps { get; }

    /// <summary>The newcomer's wraps of earlier objects; empty without a grant.</summary>
    internal IReadOnlyList<GrantedCover> Granted { get; }

    /// <summary>Bytes held while it waits.</summary>
    internal long Size => Object.Bytes.Length + ((long)Granted.Count * ShredLayer.StoredSize);

    /// <summary>The put day of the rows that the writer stored.</summary>
    internal CivilDay StoredOn { get; set; }

    /// <summary>Completes after the commit. Null where this put was stored: whoever waits makes the receipt, the writer has no time for signatures.</summary>
    internal Task<PutOutcome?> Answered => answer.Task;

    internal void Answer(PutOutcome? outcome) => answer.TrySetResult(outcome);

    /// <summary>Wipes the shred keys held in memory.</summary>
    public void Dispose()
    {
        foreach (var wrap in Wraps.Concat(Granted.Select(granted => granted.Wrap)))
        {
            CryptographicOperations.ZeroMemory(wrap.Shred);
        }
    }

    private static CoveredWrap Cover(Id16 reportId, Id16 objectId, Recipient recipient, ReadOnlyMemory<byte> wrap, IEntropy entropy)
    {
        var shred = new byte[ShredLayer.KeySize];
        entropy.Fill(shred);
        var place = new WrapPlace(reportId, objectId, recipient.KeyId);
        return new CoveredWrap(recipient, shred, ShredLayer.Cover(shred, place, wrap.Span, entropy));
    }
}

/// <summary>One recipient's wrap as it will be stored, and the key that will lie apart from it.</summary>
internal readonly record struct CoveredWrap(Recipient Recipient, byte[] Shred, byte[] Stored);

/// <summary>A newcomer's wrap of an object that was stored before.</summary>
internal readonly record struct GrantedCover(Id16 ObjectId, CoveredWrap Wrap);
