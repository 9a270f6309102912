using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Backups;

// Part of a backup
//
//   Reference    docs/protocol.md section 14
//   Head         "sicZ" suite u16 ‖ part u8 ‖ day u32 ‖ number u16 ‖ directory u32 length ‖ channel key_id[16]
//                directory: sicD under the first root; sicH up to it where the root was changed
//   Wrapped key  enc[1120] ‖ ct[48] = HPKE to the directory's recovery key (info = "sic1/backup" ‖ 00 ‖ suite ‖ part, aad = head, pt = K[32])
//   Signature    64 bytes, casework's channel key over H("sic1/sig/backup", head ‖ wrapped key)
//   Content      Cobblestone-256 under K, context = "sic1/k-backup" ‖ SHA-256(head)
//
// K is fresh and known to its maker and to the recovery holders only, so the signature vouches for the content too.
/// <summary>What stands before the content of a part, verified: whose it is, of which day, and sealed to which recovery key.</summary>
public sealed class BackupHeader
{
    /// <summary>Days after which a keys part is deleted.</summary>
    public const int KeysLifeDays = 7;

    private const int AfterDirectory = Id16.Size + WrapSize + Sic.SignatureSize;

    /// <summary>Bytes up to and with the length of the directory.</summary>
    internal const int FixedSize = 4 + 2 + 1 + 4 + 2 + 4;

    private const int WrapSize = Hpke.EncapsulationSize + KeySize + Hpke.TagSize;
    private const int KeySize = 32;

    private BackupHeader(BackupPart part, CivilDay day, ushort number, Organisation organisation, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> wrap)
    {
        Part = part;
        Day = day;
        Number = number;
        (Directory, Roots) = organisation;
        Head = head;
        Wrap = wrap;
    }

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicZ"u8;

    public BackupPart Part { get; }

    /// <summary>The civil day on which it was made.</summary>
    public CivilDay Day { get; }

    /// <summary>From 1: the how-manieth backup of that day.</summary>
    public ushort Number { get; }

    /// <summary>The newest directory of that day, verified from the organisation's first root on: whoever restores compares the fingerprint with the poster.</summary>
    public Trust.Directory Directory { get; }

    /// <summary>Every root of the organisation up to that day, oldest first; a poster may show any of them.</summary>
    public IReadOnlyList<Hash32> Roots { get; }

    internal ReadOnlyMemory<byte> Head { get; }

    internal ReadOnlyMemory<byte> Wrap { get; }

    /// <summary>True where this part is not older than the other.</summary>
    public bool IsNotOlderThan(BackupHeader other) =>
        other is not null && (Day.Value, Number).CompareTo((other.Day.Value, other.Number)) >= 0;

    /// <summary>Makes a header and the fresh key of its content; null where the recovery key cannot be sealed to.</summary>
    internal static (byte[] Header, Secret Key)? Create(BackupOrder order, IEntropy entropy)
    {
        using var writer = new SicWriter(FixedSize + order.Statement.Length + AfterDirectory);
        writer.Bytes(Magic).U16(Sic.Suite).U8((byte)order.Part).Day(order.Day).U16(order.Number)
            .LongVector(order.Statement.Span).Id(order.ChannelKey.KeyId);
        var key = Secret.Create(entropy, KeySize);
        var wrap = new byte[WrapSize];
        if (!PublicKey.TryImport(KemAlgorithm.XWing, order.Directory.Content.RecoveryKey.Span, out var recovery)
            || !Hpke.TrySeal(recovery, Info(order.Part), writer.Written, key.Span, entropy, wrap.AsSpan(0, Hpke.EncapsulationSize), wrap.AsSpan(Hpke.EncapsulationSize)))
        {
            key.Dispose();
            return null;
        }

        writer.Bytes(wrap);
        return (writer.Bytes(order.ChannelKey.Sign(Statement.SigningInput(Labels.SignBackup, writer.Written))).ToArray(), key);
    }

    /// <summary>Reads the header of a part from the beginning of a stream, up to its content, and verifies it.</summary>
    /// <returns>Null with malformed, unknown-suite, or the failure of the directory, or wrong-key (a channel key that the directory does not list), or wrong-signature.</returns>
    public static async Task<(BackupHeader? Header, FailureClass Failure)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[FixedSize];
        if (await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) < start.Length
            || LengthOf(start) is not { } length)
        {
            return (null, FailureClass.Malformed);
        }

        var whole = new byte[length];
        start.CopyTo(whole, 0);
        var rest = whole.AsMemory(FixedSize);
        return await stream.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellationToken) < rest.Length
            ? (null, FailureClass.Malformed)
            : (Parse(whole, out var failure), failure);
    }

    /// <summary>The context of the content's chunks.</summary>
    internal static byte[] Context(ReadOnlySpan<byte> head) => [.. Labels.BackupContent, .. System.Security.Cryptography.SHA256.HashData(head)];

    internal static int HeadSize(int directory) => FixedSize + directory + Id16.Size;

    internal static byte[] Info(BackupPart part) => [.. Labels.Backup, 0, (byte)(Sic.Suite >> 8), (byte)(Sic.Suite & 0xFF), (byte)part];

    private static int? LengthOf(ReadOnlyMemory<byte> start)
    {
        var reader = new SicReader(start);
        reader.Magic(Magic);
        reader.Bytes(FixedSize - 4 - 4);
        var directory = reader.U32();
        return reader.Good && directory <= DirectoryChain.MaximumSize
            ? FixedSize + (int)directory + AfterDirectory
            : null;
    }

    private static BackupHeader? Parse(ReadOnlyMemory<byte> whole, out FailureClass failure)
    {
        var reader = new SicReader(whole);
        reader.Magic(Magic);
        reader.Suite();
        var part = (BackupPart)reader.U8();
        reader.Require(Enum.IsDefined(part));
        var day = reader.Day();
        var number = reader.U16();
        var statement = reader.LongVector(DirectoryChain.MaximumSize);
        var channelKeyId = reader.Id();
        var head = whole[..reader.Position];
        var wrap = reader.Bytes(WrapSize);
        reader.Bytes(Sic.SignatureSize);
        reader.Finish();
        failure = reader.Failure;
        return failure == FailureClass.None
            && ReadOrganisation(statement, out failure) is { } organisation
            && IsSigned(whole, organisation.Directory, channelKeyId, out failure)
                ? new BackupHeader(part, day, number, organisation, head, wrap)
                : null;
    }

    private static Organisation? ReadOrganisation(ReadOnlyMemory<byte> statement, out FailureClass failure)
    {
        if (statement.Span.StartsWith(DirectoryChain.Magic))
        {
            return DirectoryChain.TryParse(statement, out var chain, out failure) && DirectoryHistory.TryVerify(chain, out var history, out failure)
                ? new Organisation(history.Directories[^1], history.Roots)
                : null;
        }

        return UntrustedDirectory.TryParse(statement, out var untrusted, out failure) && untrusted.VerifyFirstRoot(out var directory, out failure)
            ? new Organisation(directory, [directory.Content.RootKey])
            : null;
    }

    // A key whose days are over still vouches: a backup must not end with it.
    private static bool IsSigned(ReadOnlyMemory<byte> whole, Trust.Directory directory, Id16 channelKeyId, out FailureClass failure)
    {
        var channel = directory.FindChannel(channelKeyId);
        failure = channel is null || !channel.Uses.HasFlag(ChannelUses.Notices) ? FailureClass.WrongKey
            : Statement.Verify(channel.PublicKey.Span, Labels.SignBackup, whole.Span) ? FailureClass.None
            : FailureClass.WrongSignature;
        return failure == FailureClass.None;
    }

    /// <summary>Whose a backup is: its newest directory, and every root that leads to it.</summary>
    private sealed record Organisation(Trust.Directory Directory, IReadOnlyList<Hash32> Roots);
}
