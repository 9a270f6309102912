using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Features.OpenMailbox;

/// <summary>
/// Returns the mailbox of whoever proves its code. An unknown mailbox, a wrong signature and an old nonce take the same steps, on a dummy key and a
/// report that does not exist, and get random bytes of the length that a small mailbox has (I-16).
/// </summary>
internal sealed class MailboxLogin(MailboxStore mailbox, LoginNonces nonces, TimeProvider clock, IEntropy entropy)
{
    /// <summary>mailbox_id[32] ‖ nonce[52] ‖ sig[64].</summary>
    internal const int RequestSize = MailboxIdSize + LoginNonce.Size + Sic.SignatureSize;

    /// <summary>Every answer is this long, or twice, four times … as long.</summary>
    internal const int Floor = 32 * 1024;

    private const int MailboxIdSize = 32;

    // The base point of Ed25519: a valid key of prime order, so that verifying costs what it costs for a real one. Nobody is known by it.
    private static readonly Hash32 Dummy = Hash32.From([0x58, .. Enumerable.Repeat((byte)0x66, 31)]);

    /// <summary>u32 n ‖ list[n] ‖ random bytes, or random bytes alone.</summary>
    internal Task<byte[]> RunAsync(ReadOnlyMemory<byte> request, string origin, CancellationToken cancellationToken) =>
        EvenPace.RunAsync(clock, () => OpenAsync(request, origin, cancellationToken), cancellationToken);

    /// <summary>The report of whoever proves its code; for everybody else, by the same steps, one that does not exist.</summary>
    internal Task<Id16> FindReportAsync(ReadOnlyMemory<byte> request, string origin, CancellationToken cancellationToken) =>
        EvenPace.RunAsync(clock, async () => (await FindAsync(request, origin, cancellationToken)).ReportId, cancellationToken);

    private async Task<byte[]> OpenAsync(ReadOnlyMemory<byte> request, string origin, CancellationToken cancellationToken)
    {
        var (reportId, proven) = await FindAsync(request, origin, cancellationToken);
        var entries = await mailbox.ReadForReporterAsync(reportId, cancellationToken);
        var list = ObjectList.Encode(mailbox.Directories.Current().Today(clock), entries, mailbox.Recovery.StatementsOf(reportId));
        return Answer(list, proven);
    }

    private async Task<(Id16 ReportId, bool Proven)> FindAsync(ReadOnlyMemory<byte> request, string origin, CancellationToken cancellationToken)
    {
        var found = await mailbox.FindMailboxAsync(LoginProof.Lookup(request.Span[..MailboxIdSize]), cancellationToken);
        var proven = Proves(request, origin, found?.AuthPublicKey ?? Dummy) & found is not null;
        return (proven ? found!.Value.ReportId : Nowhere(), proven);
    }

    private bool Proves(ReadOnlyMemory<byte> request, string origin, Hash32 authPublicKey)
    {
        var nonce = request.Span.Slice(MailboxIdSize, LoginNonce.Size);
        var organisation = mailbox.Directories.Current().Newest?.OrganisationId ?? Id16.Zeros;
        return LoginProof.VerifyReporter(authPublicKey.Span, origin, organisation, request.Span[..MailboxIdSize], nonce, request.Span[^Sic.SignatureSize..])
            & nonces.Check(nonce);
    }

    private byte[] Answer(byte[] list, bool proven)
    {
        var size = Floor;
        while (size < sizeof(uint) + list.Length)
        {
            size *= 2;
        }

        var answer = new byte[size];
        entropy.Fill(answer);
        if (proven)
        {
            BinaryPrimitives.WriteUInt32BigEndian(answer, (uint)list.Length);
            list.CopyTo(answer, sizeof(uint));
        }

        return answer;
    }

    private Id16 Nowhere()
    {
        Span<byte> id = stackalloc byte[Id16.Size];
        entropy.Fill(id);
        return Id16.From(id);
    }
}
