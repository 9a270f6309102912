using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>Body of kind 10, in clear: u16 × object_id[16], sorted, at least one. The reporter takes these replies out of the mailbox; officers keep theirs.</summary>
/// <param name="ObjectIds">Objects of kind 3 of the same report.</param>
public sealed record RemovedAnswers(IReadOnlyList<Id16> ObjectIds)
{
    /// <summary>Reads a body that <see cref="SealedObject.TryParse"/> or <see cref="ObjectEntry"/> accepted.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out RemovedAnswers? removed)
    {
        var reader = new SicReader(body);
        removed = Read(ref reader);
        return reader.Finish();
    }

    internal byte[] Encode()
    {
        using var writer = new SicWriter(2 + (ObjectIds.Count * Id16.Size));
        SortedIds.Write(writer, ObjectIds);
        return writer.ToArray();
    }

    internal static RemovedAnswers Read(ref SicReader reader)
    {
        var ids = SortedIds.Read(ref reader);
        reader.Require(ids.Count > 0);
        return new RemovedAnswers(ids);
    }
}
