using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// A new root signs from a sequence on: from_seq u32 ‖ old_pk[32] ‖ new_pk[32] ‖ day u32, then signatures. sicT: the old root and the new one say so
/// together. sicJ, where the old root is lost: the new root, and every officer whom the directory before lists, in its order.
/// </summary>
public sealed class RootChange
{
    /// <summary>No change is longer, in bytes: a directory lists at most 255 officers.</summary>
    public const int MaximumSize = BodySize + (256 * Sic.SignatureSize);

    private const int BodySize = 4 + 2 + Id16.Size + 4 + Hash32.Size + Hash32.Size + 4;

    private RootChange(ReadOnlyMemory<byte> bytes, bool isByOfficers) => (Bytes, IsByOfficers) = (bytes, isByOfficers);

    /// <summary>First four bytes where both roots sign.</summary>
    public static ReadOnlySpan<byte> Magic => "sicT"u8;

    /// <summary>First four bytes where the old root is lost.</summary>
    public static ReadOnlySpan<byte> LostMagic => "sicJ"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the officers sign in the place of the old root.</summary>
    public bool IsByOfficers { get; }

    public Id16 OrganisationId { get; private init; }

    /// <summary>The first directory under the new root.</summary>
    public uint FromSequence { get; private init; }

    public Hash32 OldRoot { get; private init; }

    public Hash32 NewRoot { get; private init; }

    public CivilDay Day { get; private init; }

    /// <summary>Reads a statement of either sort; the signatures are a second step.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RootChange? change, out FailureClass failure)
    {
        var byOfficers = bytes.Span.StartsWith(LostMagic);
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        var parsed = new RootChange(bytes, byOfficers)
        {
            OrganisationId = Statement.ReadStart(ref reader, byOfficers ? LostMagic : Magic),
            FromSequence = reader.U32(),
            OldRoot = reader.Hash(),
            NewRoot = reader.Hash(),
            Day = reader.Day(),
        };
        // How many officers there are the directory before says, not this statement.
        reader.Bytes(byOfficers ? reader.Left : 2 * Sic.SignatureSize);
        change = reader.Finish() ? parsed : null;
        failure = reader.Failure;
        return change is not null;
    }

    /// <summary>Signs a change with both roots.</summary>
    /// <param name="before">The newest directory, under the old root.</param>
    /// <param name="old">The root in force.</param>
    /// <param name="successor">The new root.</param>
    /// <param name="day">Civil day.</param>
    /// <param name="suite">The suite, or that of a rehearsal, which no reader takes.</param>
    public static byte[] Create(Directory before, RootKey old, RootKey successor, CivilDay day, ushort suite = Sic.Suite)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(successor);
        using var writer = Begin(Magic, before, successor, day, suite);
        var input = Statement.SigningInput(Labels.SignRootChange, writer.Written);
        return writer.Bytes(old.Sign(input)).Bytes(successor.Sign(input)).ToArray();
    }

    /// <summary>Signs a change with the new root alone; every officer of the directory before has to join (<see cref="Countersign"/>).</summary>
    public static byte[] Propose(Directory before, RootKey successor, CivilDay day, ushort suite = Sic.Suite)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(successor);
        using var writer = Begin(LostMagic, before, successor, day, suite);
        return writer.Bytes(successor.Sign(Statement.SigningInput(Labels.SignRootLost, writer.Written))).ToArray();
    }

    /// <summary>True for what officers are asked to sign: a lost root's change that the new root, and nobody else, signed.</summary>
    public bool IsProposal => IsByOfficers && HasSignatures(1) && IsSigned(NewRoot, SignatureAt(0));

    /// <summary>An officer's signature under a proposal: 64 bytes.</summary>
    public byte[] Countersign(OfficerSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Sign(Input);
    }

    /// <summary>True where this key signed exactly this.</summary>
    public bool IsSigned(Hash32 key, ReadOnlySpan<byte> signature) => Signatures.Verify(key.Span, Input, signature);

    /// <summary>A proposal with the officers' signatures behind it, in the order of the directory before.</summary>
    public byte[] Join(IEnumerable<byte[]> signatures) => [.. Bytes.Span, .. signatures.SelectMany(signature => signature)];

    /// <summary>True where everybody signed who has to, and nobody else.</summary>
    /// <param name="before">The directory before, verified.</param>
    public bool VerifySignatures(Directory before)
    {
        ArgumentNullException.ThrowIfNull(before);
        IReadOnlyList<Hash32> signers = IsByOfficers ? [NewRoot, .. before.Officers.Select(officer => officer.SigningKey)] : [OldRoot, NewRoot];
        return HasSignatures(signers.Count) && signers.Select((key, index) => IsSigned(key, SignatureAt(index))).All(holds => holds);
    }

    private byte[] Input => Statement.SigningInput(IsByOfficers ? Labels.SignRootLost : Labels.SignRootChange, Bytes.Span[..BodySize]);

    private bool HasSignatures(int count) => Bytes.Length == BodySize + (count * Sic.SignatureSize);

    private ReadOnlySpan<byte> SignatureAt(int index) => Bytes.Span.Slice(BodySize + (index * Sic.SignatureSize), Sic.SignatureSize);

    private static SicWriter Begin(ReadOnlySpan<byte> magic, Directory before, RootKey successor, CivilDay day, ushort suite)
    {
        var writer = new SicWriter(256);
        Statement.WriteStart(writer, magic, before.OrganisationId, suite);
        return writer.U32(before.Sequence + 1).Hash(before.Content.RootKey).Hash(successor.PublicKey).Day(day);
    }
}
