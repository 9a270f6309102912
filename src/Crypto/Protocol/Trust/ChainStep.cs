using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// What continues a chain of directories: the next directory (sicD), or under a new root a piece of chain (sicH) of two entries, the root change and the
/// first directory that the new root signs. The two are published together, so that no list ever stands under a root that nobody can follow to.
/// </summary>
public sealed class ChainStep
{
    /// <summary>No step is longer, in bytes.</summary>
    public const int MaximumSize = UntrustedDirectory.MaximumSize + RootChange.MaximumSize + 64;

    private ChainStep(UntrustedDirectory directory, RootChange? change) => (Directory, Change) = (directory, change);

    /// <summary>The next directory, not verified.</summary>
    public UntrustedDirectory Directory { get; }

    /// <summary>How it comes under another root; null where the root stays.</summary>
    public RootChange? Change { get; }

    /// <summary>What is added to the chain.</summary>
    public IReadOnlyList<ChainEntry> Entries =>
        [.. Change is null ? (ReadOnlySpan<ChainEntry>)[] : [new ChainEntry(ChainEntryKind.RootChange, Change.Bytes)], new ChainEntry(ChainEntryKind.Directory, Directory.Bytes)];

    /// <summary>A root change with the first directory under the new root.</summary>
    public static byte[] Encode(ReadOnlyMemory<byte> change, ReadOnlyMemory<byte> directory) =>
        new DirectoryChain([new ChainEntry(ChainEntryKind.RootChange, change), new ChainEntry(ChainEntryKind.Directory, directory)]).Encode();

    /// <summary>Reads a step; nothing in it is verified.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ChainStep? step, out FailureClass failure)
    {
        step = null;
        failure = bytes.Length <= MaximumSize ? FailureClass.None : FailureClass.Malformed;
        RootChange? change = null;
        if (failure == FailureClass.None && bytes.Span.StartsWith(DirectoryChain.Magic))
        {
            if (!DirectoryChain.TryParse(bytes, out var chain, out failure))
            {
                return false;
            }

            if (chain.Entries is not [{ Kind: ChainEntryKind.RootChange } first, { Kind: ChainEntryKind.Directory } second])
            {
                failure = FailureClass.Malformed;
                return false;
            }

            if (!RootChange.TryParse(first.Bytes, out change, out failure))
            {
                return false;
            }

            bytes = second.Bytes;
        }

        if (failure == FailureClass.None && UntrustedDirectory.TryParse(bytes, out var directory, out failure))
        {
            step = new ChainStep(directory, change);
        }

        return step is not null;
    }
}
