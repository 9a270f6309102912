using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>sicT: the old root and the new one say together that the new one signs from a sequence on. from_seq u32 ‖ old_pk[32] ‖ new_pk[32] ‖ day u32 ‖ sig by old ‖ sig by new.</summary>
public sealed class RootChange
{
    private RootChange(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicT"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    /// <summary>The first directory under the new root.</summary>
    public uint FromSequence { get; private init; }

    public Hash32 OldRoot { get; private init; }

    public Hash32 NewRoot { get; private init; }

    public CivilDay Day { get; private init; }

    /// <summary>Reads a statement; the signatures are a second step.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RootChange? change, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new RootChange(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            FromSequence = reader.U32(),
            OldRoot = reader.Hash(),
            NewRoot = reader.Hash(),
            Day = reader.Day(),
        };
        reader.Bytes(2 * Sic.SignatureSize);
        change = reader.Finish() ? parsed : null;
        failure = reader.Failure;
        return change is not null;
    }

    /// <summary>Signs a change with both roots.</summary>
    internal static byte[] Create(Id16 organisationId, uint fromSequence, RootKey old, RootKey successor, CivilDay day)
    {
        using var writer = new SicWriter(256);
        Statement.WriteStart(writer, Magic, organisationId);
        writer.U32(fromSequence).Hash(old.PublicKey).Hash(successor.PublicKey).Day(day);
        var input = Statement.SigningInput(Labels.SignRootChange, writer.Written);
        return writer.Bytes(old.Sign(input)).Bytes(successor.Sign(input)).ToArray();
    }

    /// <summary>True where both roots signed.</summary>
    internal bool VerifySignatures()
    {
        var whole = Bytes.Span;
        var unsigned = whole[..^(2 * Sic.SignatureSize)];
        var input = Statement.SigningInput(Labels.SignRootChange, unsigned);
        return Signatures.Verify(OldRoot.Span, input, whole.Slice(unsigned.Length, Sic.SignatureSize))
            && Signatures.Verify(NewRoot.Span, input, whole[^Sic.SignatureSize..]);
    }
}
