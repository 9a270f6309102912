using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>What happens to one part on its way.</summary>
internal enum PartTurn
{
    Stored,

    /// <summary>It is stored, and the answer does not come back.</summary>
    AnswerLost,

    /// <summary>It does not arrive.</summary>
    Lost,
    Busy,

    /// <summary>The host refuses it, and forgets all that it held of the upload.</summary>
    Forgotten,
}

/// <summary>A host that keeps parts in memory and has its bad moments as it is told.</summary>
/// <param name="first">Turns for the first sendings; every later part is stored.</param>
internal sealed class PartHostOfTests(params PartTurn[] first) : IPartHost
{
    private readonly Queue<PartTurn> turns = new(first);

    internal Dictionary<Id16, SortedDictionary<int, byte[]>> Held { get; } = [];

    /// <summary>Every part that was sent, in order.</summary>
    internal List<(Id16 Upload, int Index, byte[] Bytes)> Sent { get; } = [];

    internal List<PartHead> Questions { get; } = [];

    /// <summary>The longest container, in ciphertext bytes.</summary>
    internal long Limit { get; init; } = long.MaxValue;

    public Task<byte[]> StorePartAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        var head = PartHead.TryParse(part[..PartHead.Size]);
        Assert.NotNull(head);
        var bytes = part[PartHead.Size..].ToArray();
        Assert.Equal(head.PartLength, bytes.Length);
        Sent.Add((head.UploadId, head.Index, bytes));
        var turn = turns.TryDequeue(out var told) ? told : PartTurn.Stored;
        if (turn is PartTurn.Stored or PartTurn.AnswerLost)
        {
            (Held.TryGetValue(head.UploadId, out var held) ? held : Held[head.UploadId] = [])[head.Index] = bytes;
        }
        else if (turn == PartTurn.Forgotten)
        {
            Held.Remove(head.UploadId);
        }

        return turn switch
        {
            PartTurn.AnswerLost or PartTurn.Lost => throw new ExchangeFailed(ExchangeFailure.Unreachable),
            PartTurn.Busy => Task.FromResult(PutAnswer.Refused(PutCode.Busy)),
            PartTurn.Forgotten => Task.FromResult(PutAnswer.Refused(PutCode.PartRefused)),
            _ => Task.FromResult(new byte[PutAnswer.Size]),
        };
    }

    public Task<byte[]> AskPartsAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        var head = PartHead.TryParseQuestion(question);
        Assert.NotNull(head);
        Questions.Add(head);
        return Task.FromResult(head.Total > Limit ? PutAnswer.Refused(PutCode.TooLarge) : HeldParts.Encode(head.Parts, Held.GetValueOrDefault(head.UploadId)?.Keys ?? Enumerable.Empty<int>()));
    }
}
