using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>A stored object's data key, wrapped to a newcomer: key_id[16] ‖ enc[1120] ‖ ct[48], bound as the wraps it was put with.</summary>
/// <param name="ObjectId">The object.</param>
/// <param name="Who">The newcomer.</param>
/// <param name="Wrap">1184 bytes.</param>
public sealed record GrantedWrap(Id16 ObjectId, Id16 Who, ReadOnlyMemory<byte> Wrap)
{
    /// <summary>The newcomer's key that the wrap is for.</summary>
    public Id16 KeyId => Id16.From(Wrap.Span[..Id16.Size]);
}

/// <summary>
/// Body of POST /o/grant: "sicG" object u32&lt;&gt; ‖ u16 × { object_id[16] who[16] wrap[1184] }, sorted by object_id. What it says stands in the object, sealed;
/// a host sees only to whom, and which objects are handed on.
/// </summary>
public sealed class GrantRequest
{
    /// <summary>The most objects that are handed on at once.</summary>
    public const int MostWraps = 4096;

    /// <summary>Bytes of the longest request.</summary>
    public const int MaximumSize = 4 + 4 + Sic.MaximumObjectSize + 2 + (MostWraps * WrapRow);

    private const int WrapRow = Id16.Size + Id16.Size + SealedObject.WrapSize;

    private GrantRequest(SealedObject grant, IReadOnlyList<GrantedWrap> wraps)
    {
        Grant = grant;
        Wraps = wraps;
    }

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicG"u8;

    /// <summary>The kind-8 object.</summary>
    public SealedObject Grant { get; }

    /// <summary>Of earlier objects.</summary>
    public IReadOnlyList<GrantedWrap> Wraps { get; }

    /// <summary>Structure only: nobody vouches for it until the object's signature holds.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out GrantRequest? request, out FailureClass failure)
    {
        request = null;
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        reader.Magic(Magic);
        var inner = reader.LongVector(Sic.MaximumObjectSize);
        var wraps = ReadWraps(ref reader);
        reader.Finish();
        failure = reader.Failure;
        if (!reader.Good || !SealedObject.TryParse(inner, out var grant, out failure))
        {
            return false;
        }

        failure = grant.Header.Kind == ObjectKind.Grant ? FailureClass.None : FailureClass.UnknownKind;
        request = failure == FailureClass.None ? new GrantRequest(grant, wraps) : null;
        return request is not null;
    }

    /// <summary>The bytes of a request.</summary>
    /// <param name="grant">The kind-8 object.</param>
    /// <param name="wraps">In any order.</param>
    public static byte[] Encode(ReadOnlySpan<byte> grant, IReadOnlyCollection<GrantedWrap> wraps)
    {
        ArgumentNullException.ThrowIfNull(wraps);
        using var writer = new SicWriter(grant.Length + (wraps.Count * WrapRow) + 16);
        writer.Bytes(Magic).LongVector(grant).Count16(wraps.Count);
        foreach (var wrap in wraps.OrderBy(wrap => wrap.ObjectId))
        {
            writer.Id(wrap.ObjectId).Id(wrap.Who).Bytes(wrap.Wrap.Span);
        }

        return writer.ToArray();
    }

    private static List<GrantedWrap> ReadWraps(ref SicReader reader)
    {
        var count = reader.U16();
        reader.Require(count <= MostWraps && reader.Left == count * WrapRow);
        var wraps = new List<GrantedWrap>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            var wrap = new GrantedWrap(reader.Id(), reader.Id(), reader.Bytes(SealedObject.WrapSize));
            reader.Require(index == 0 || wraps[^1].ObjectId < wrap.ObjectId, FailureClass.NotCanonical);
            wraps.Add(wrap);
        }

        return wraps;
    }
}
