using IntegrityChannel.Crypto.Protocol.Containers;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>What both hosts do with the parts of a container (docs/protocol.md, parts of a container).</summary>
internal interface IPartHost
{
    /// <summary>POST …/part: the answer of a put, 512 bytes.</summary>
    /// <param name="part">Head and bytes, at most <see cref="PartHead.MaximumBody"/>.</param>
    Task<byte[]> StorePartAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken);

    /// <summary>POST …/parts: which parts of an upload are held, as <see cref="HeldParts"/> reads it.</summary>
    /// <param name="question"><see cref="PartHead.QuestionSize"/> bytes.</param>
    Task<byte[]> AskPartsAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken);
}

/// <summary>Bounds of what a host answers about parts.</summary>
internal static class PartAnswers
{
    /// <summary>The bitmap of the longest container there is, and what stands around it.</summary>
    internal const int LargestBitmap = (int)(ContainerLengths.Maximum / ContainerLengths.PartSize / 8) + 1024;

    /// <summary>length u32 ‖ part and noise.</summary>
    internal const int ReadSize = sizeof(uint) + ContainerLengths.PartSize;
}
