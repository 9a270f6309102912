using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Mailbox.Shredding;

namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>A put that passed every check that needs no lock, with its wraps covered, waiting for its commit.</summary>
internal sealed class PendingPut : IDisposable
{
    private readonly TaskCompletionSource<PutOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal PendingPut(SealedObject sealedObject, IEntropy entropy)
    {
        Object = sealedObject;
        Wraps = [.. sealedObject.Header.Recipients.Zip(sealedObject.Wraps, (recipient, wrap) => Cover(sealedObject.Header, recipient, wrap, entropy))];
    }

    internal SealedObject Object { get; }

    internal IReadOnlyList<CoveredWrap> Wraps { get; }

    /// <summary>Set by the writer when rows of this put are part of its transaction.</summary>
    internal bool IsStored { get; set; }

    /// <summary>Completes after the commit, or with the refusal.</summary>
    internal Task<PutOutcome> Answered => answer.Task;

    internal void Answer(PutOutcome outcome) => answer.TrySetResult(outcome);

    /// <summary>Wipes the shred keys held in memory.</summary>
    public void Dispose()
    {
        foreach (var wrap in Wraps)
        {
            CryptographicOperations.ZeroMemory(wrap.Shred);
        }
    }

    private static CoveredWrap Cover(ObjectHeader header, Recipient recipient, ReadOnlyMemory<byte> wrap, IEntropy entropy)
    {
        var shred = new byte[ShredLayer.KeySize];
        entropy.Fill(shred);
        var place = new WrapPlace(header.ReportId, header.ObjectId, recipient.KeyId);
        return new CoveredWrap(recipient, shred, ShredLayer.Cover(shred, place, wrap.Span, entropy));
    }
}

/// <summary>One recipient's wrap as it will be stored, and the key that will lie apart from it.</summary>
internal readonly record struct CoveredWrap(Recipient Recipient, byte[] Shred, byte[] Stored);
