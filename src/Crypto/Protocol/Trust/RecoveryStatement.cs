using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicR: the root says that a newcomer was let into one report by its recovery key. report_id[16] newcomer[16] key_id[16] directory_hash[32] day u32 reason u16,
/// signed by the root of the directory that it names; 172 bytes. Officers and the reporter of that report read it; it is void where kind 1 does not name
/// recovery, or where the reporter left the newcomer out (docs/protocol.md section 24).
/// </summary>
public sealed class RecoveryStatement
{
    /// <summary>Encoded length in bytes.</summary>
    public const int Size = 4 + 2 + 16 + 16 + 16 + 16 + 32 + 4 + 2 + Sic.SignatureSize;

    private RecoveryStatement(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicR"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Id16 OrganisationId { get; private init; }

    public Id16 ReportId { get; private init; }

    /// <summary>The officer who was let in.</summary>
    public Id16 Newcomer { get; private init; }

    /// <summary>The newcomer's key to which everything was wrapped.</summary>
    public Id16 KeyId { get; private init; }

    /// <summary>The directory that lists the newcomer.</summary>
    public Hash32 DirectoryHash { get; private init; }

    /// <summary>Civil day of the ceremony.</summary>
    public CivilDay Day { get; private init; }

    public RecoveryReason Reason { get; private init; }

    /// <summary>Signs a statement: 172 bytes.</summary>
    /// <param name="root">The root of the directory.</param>
    /// <param name="directory">Lists the newcomer.</param>
    /// <param name="reportId">The report.</param>
    /// <param name="newcomer">Who is let in.</param>
    /// <param name="keyId">Under which key.</param>
    /// <param name="day">Of the ceremony.</param>
    /// <param name="reason">Why.</param>
    /// <param name="suite">The suite, or that of a rehearsal, which no reader takes.</param>
    public static byte[] Create(RootKey root, Directory directory, Id16 reportId, Id16 newcomer, Id16 keyId, CivilDay day, RecoveryReason reason, ushort suite = Sic.Suite)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(directory);
        using var writer = new SicWriter(Size);
        Statement.WriteStart(writer, Magic, directory.OrganisationId, suite);
        writer.Id(reportId).Id(newcomer).Id(keyId).Hash(directory.Hash).Day(day).U16((ushort)reason);
        return writer.Bytes(root.Sign(Statement.SigningInput(Labels.SignRecovery, writer.Written))).ToArray();
    }

    /// <summary>Reads a statement; the signature is a second step.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RecoveryStatement? statement, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        var parsed = new RecoveryStatement(bytes)
        {
            OrganisationId = Statement.ReadStart(ref reader, Magic),
            ReportId = reader.Id(),
            Newcomer = reader.Id(),
            KeyId = reader.Id(),
            DirectoryHash = reader.Hash(),
            Day = reader.Day(),
            Reason = (RecoveryReason)reader.U16(),
        };
        reader.Require(parsed.Newcomer.NamesAnOfficer && parsed.Reason is >= RecoveryReason.PassphraseLost and <= RecoveryReason.Died);
        Statement.ReadEnd(ref reader);
        failure = reader.Failure;
        statement = reader.Good ? parsed : null;
        return statement is not null;
    }

    /// <summary>Verifies under the directory that the statement names.</summary>
    /// <returns>None; wrong-organisation, wrong-directory, not-an-officer (not listed, or not in office on that day) or wrong-signature, in this order.</returns>
    public FailureClass Judge(Directory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return OrganisationId != directory.OrganisationId ? FailureClass.WrongOrganisation
            : DirectoryHash != directory.Hash ? FailureClass.WrongDirectory
            : directory.FindOfficer(Newcomer) is not { } listed || Day < listed.From || Day > listed.To ? FailureClass.NotAnOfficer
            : Statement.Verify(directory.Content.RootKey.Span, Labels.SignRecovery, Bytes.Span) ? FailureClass.None
            : FailureClass.WrongSignature;
    }

    /// <summary>Verifies as a reader of a report does, who holds the whole history.</summary>
    /// <returns>Also wrong-chain for another report, and wrong-directory where the history has no such directory that serves on that day.</returns>
    public FailureClass Judge(Id16 reportId, DirectoryHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return OrganisationId != history.OrganisationId ? FailureClass.WrongOrganisation
            : ReportId != reportId ? FailureClass.WrongChain
            : history.Directories.FirstOrDefault(directory => directory.Hash == DirectoryHash) is { } named && history.Accepts(named, Day) ? Judge(named)
            : FailureClass.WrongDirectory;
    }
}
