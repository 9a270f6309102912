using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Recovering;

/// <summary>What came of one report: sicR[172] ‖ u16 × { object_id[16] wrap[1184] }, sorted by object.</summary>
/// <param name="Statement">Who came in, and why.</param>
/// <param name="Wraps">The data keys, wrapped to the newcomer's key that the statement names.</param>
public sealed record RecoveredReport(RecoveryStatement Statement, IReadOnlyList<GrantedWrap> Wraps)
{
    internal const int WrapRow = Id16.Size + SealedObject.WrapSize;

    internal void Write(SicWriter writer)
    {
        writer.Bytes(Statement.Bytes.Span).Count16(Wraps.Count);
        foreach (var wrap in Wraps.OrderBy(wrap => wrap.ObjectId))
        {
            writer.Id(wrap.ObjectId).Bytes(wrap.Wrap.Span);
        }
    }

    internal static RecoveredReport? Read(ref SicReader reader)
    {
        var bytes = reader.Bytes(RecoveryStatement.Size);
        if (!reader.Good || !Parse(ref reader, bytes, out var statement))
        {
            return null;
        }

        var count = reader.U16();
        reader.Require(reader.Left >= count * WrapRow);
        var wraps = new List<GrantedWrap>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            var wrap = new GrantedWrap(reader.Id(), statement.Newcomer, reader.Bytes(SealedObject.WrapSize));
            reader.Require(index == 0 || wraps[^1].ObjectId < wrap.ObjectId, FailureClass.NotCanonical);
            reader.Require(wrap.KeyId == statement.KeyId, FailureClass.WrongKey);
            wraps.Add(wrap);
        }

        return reader.Good ? new RecoveredReport(statement, wraps) : null;
    }

    private static bool Parse(ref SicReader reader, ReadOnlyMemory<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RecoveryStatement? statement)
    {
        reader.Require(RecoveryStatement.TryParse(bytes, out statement, out var failure), failure);
        return statement is not null;
    }
}
