using System.Buffers.Binary;
using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Mailboxes;

/// <summary>A mailbox as its reporter opened it.</summary>
/// <param name="Directory">Under which it was judged.</param>
/// <param name="Opened">What the code opens.</param>
internal sealed record OpenMailbox(TrustedDirectory Directory, OpenedMailbox Opened);

/// <summary>Opens a mailbox with a code, and sends an answer in it.</summary>
internal sealed class MailboxFlow(IntakeServer server, DirectoryTrust trust, CodeKeysSource source, IEntropy entropy)
{
    /// <exception cref="CommandStopped">Refused: unknown code. Not verified: keys, or a mailbox that is not this code's.</exception>
    internal async Task<OpenMailbox> OpenAsync(CancellationToken cancellationToken)
    {
        var directory = await trust.FetchAsync(server, cancellationToken);
        var keys = source.In(directory.InUse.Directory.OrganisationId);
        var nonce = await server.HelloAsync(cancellationToken);
        var answer = await server.OpenAsync(Login(directory, keys, nonce), cancellationToken);
        var list = Unframe(answer);
        return MailboxOpening.Open(list, keys, directory.History, out _) is { } opened && Days.IsCivil(opened.Received)
            ? new OpenMailbox(directory, opened)
            : throw (IsList(list)
                ? CommandStopped.NotVerified("The server handed out a mailbox that is not this code's, or that was changed. Nothing of it is shown.")
                : CommandStopped.Refused("This code is not recognised here, or its case was erased. Compare code and address."));
    }

    /// <summary>Seals to those of the report's officers who still receive, and sends.</summary>
    internal async Task<SendOutcome> AnswerAsync(OpenMailbox mailbox, Utf8Text text, Action<string> tell, CancellationToken cancellationToken, ContainerUpload? files = null)
    {
        var sender = new ParcelSender(new SendingWork
        {
            Seal = async (directory, bringFiles) => Seal(mailbox.Opened, text, directory, await bringFiles()),
            Files = files,
            Refetch = cancel => trust.FetchAsync(server, cancel),
            Put = server.PutAsync,
            Tell = tell,
        });
        return await sender.RunAsync(mailbox.Directory, cancellationToken);
    }

    /// <summary>One part of a container, with a proof of its own; null where the answer holds none. Random bytes of a host that knows nothing are found by the container's hash.</summary>
    internal async Task<ReadOnlyMemory<byte>?> ReadPartAsync(OpenMailbox mailbox, ObjectHeader header, int index, CancellationToken cancellationToken)
    {
        var login = Login(mailbox.Directory, source.In(mailbox.Opened.OrganisationId), await server.HelloAsync(cancellationToken));
        using var question = new SicWriter();
        var answer = await server.ReadPartAsync(question.Bytes(login).Id(header.ObjectId).U32((uint)index).ToArray(), cancellationToken);
        return answer.Length == PartAnswers.ReadSize && Unframe(answer) is { IsEmpty: false } part ? part : null;
    }

    private byte[] Seal(OpenedMailbox mailbox, Utf8Text text, TrustedDirectory directory, SealedContainer? container) =>
        ReportSealing.SealMessage(mailbox, ReporterAct.Message, Hash32.Zeros, text, directory.InUse, source.In(mailbox.OrganisationId), entropy, container, out var failure)
        ?? throw CommandStopped.Refused(failure switch
        {
            FailureClass.NotARecipient => "None of the people who read this report can still receive. Nothing was sent. A new report, or Comité P, is the way.",
            FailureClass.Malformed => "The answer is too long. Nothing was sent.",
            _ => $"The answer cannot be sealed ({failure.Name()}). Nothing was sent.",
        });

    /// <summary>mailbox_id[32] ‖ nonce[52] ‖ sig[64].</summary>
    private byte[] Login(TrustedDirectory directory, CodeKeys keys, byte[] nonce)
    {
        if (nonce.Length != LoginNonce.Size)
        {
            throw new ExchangeFailed(ExchangeFailure.Malformed);
        }

        var signed = LoginProof.ReporterInput(server.Origin, directory.InUse.Directory.OrganisationId, keys.MailboxId.Span, nonce);
        return [.. keys.MailboxId.Span, .. nonce, .. keys.Auth.Sign(signed.Span)];
    }

    /// <summary>u32 n ‖ list[n] ‖ noise; empty where the answer is noise altogether.</summary>
    private static ReadOnlyMemory<byte> Unframe(ReadOnlyMemory<byte> answer)
    {
        if (answer.Length < sizeof(uint))
        {
            return default;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(answer.Span);
        return length <= (uint)(answer.Length - sizeof(uint)) ? answer.Slice(sizeof(uint), (int)length) : default;
    }

    private static bool IsList(ReadOnlyMemory<byte> list) => list.Span.StartsWith(ObjectList.Magic);
}

/// <summary>The keys of one code, derived for the organisation that the verified directory names; wiped together.</summary>
internal sealed class CodeKeysSource(ReferenceCode code) : IDisposable
{
    private CodeKeys? keys;
    private Id16 organisation;

    internal CodeKeys In(Id16 wanted)
    {
        if (keys is null || organisation != wanted)
        {
            keys?.Dispose();
            keys = code.DeriveKeys(wanted);
            organisation = wanted;
        }

        return keys;
    }

    public void Dispose() => keys?.Dispose();
}
