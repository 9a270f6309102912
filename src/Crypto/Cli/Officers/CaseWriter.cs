using IntegrityChannel.Crypto.Cli.Files;
using IntegrityChannel.Crypto.Cli.Sending;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>What was written, and when the host stored it.</summary>
internal sealed record WrittenObject(ObjectKind Kind, Hash32 ObjectHash, CivilDay Day);

/// <summary>Seals an officer's words and puts them, files first. Written is only what the host hands out again.</summary>
/// <param name="files">Go along with a reply; null for none.</param>
internal sealed class CaseWriter(OfficerDesk desk, Action<string> tell, ContainerUpload? files = null)
{
    /// <summary>A refusal for a stale list, a newer own message or lost files is mended once, by reading anew and sealing anew.</summary>
    private const int Sealings = 2;

    /// <exception cref="CommandStopped">Refused by the host, not sealable, unanswered, or not proven.</exception>
    internal async Task<WrittenObject> WriteAsync(OpenedCase opened, OpenedContent content, CancellationToken cancellationToken)
    {
        var put = new PatientPut((bytes, cancel) => desk.Server.PutAsync(bytes.ToArray(), cancel), tell);
        for (var sealing = 1; ; sealing++)
        {
            var parcel = Seal(opened, content, files is null ? null : await files.BringAsync(desk.Directory.InUse, cancellationToken));
            var answer = await put.RunAsync(parcel.Bytes, cancellationToken)
                ?? throw CommandStopped.Refused("No answer says what became of it. Read the case again before you send it anew: if it is there, it arrived.");
            if (answer.Code == PutCode.Accepted)
            {
                return await ConfirmAsync(parcel, answer, cancellationToken);
            }

            var filesLost = answer.Code == PutCode.ContainerMissing && files is not null;
            if (sealing == Sealings || (!filesLost && answer.Code is not (PutCode.Stale or PutCode.WrongOrder or PutCode.ObjectTaken)))
            {
                throw CommandStopped.Refused(answer.Code.Sentence());
            }

            // A number that is taken is never used again, and what the host lost cannot be made again.
            if (filesLost || answer.Code == PutCode.ObjectTaken)
            {
                files?.Renew();
            }

            await desk.RenewDirectoryAsync(cancellationToken);
            opened = await desk.ReadCaseAsync(opened.ReportId, cancellationToken) ?? throw CommandStopped.Refused(PutCode.UnknownReport.Sentence());
            if (opened.Items.Any(item => item.ObjectHash == parcel.ObjectHash))
            {
                // An answer was lost: it is there, and would be there twice.
                return await ConfirmAsync(parcel, answer, cancellationToken);
            }
        }
    }

    private SealedObject Seal(OpenedCase opened, OpenedContent content, SealedContainer? container)
    {
        var bytes = OfficerSealing.Seal(content, opened, desk.Vault, desk.Directory.InUse, desk.Entropy, container, out var failure) ?? throw Unsealable(failure);
        return SealedObject.TryParse(bytes, out var parsed, out failure) ? parsed : throw new InvalidOperationException(failure.Name());
    }

    /// <summary>
    /// Only intake's channel key signs receipts, and those are for reporters; casework leaves the place empty. Then the object itself must be in the case
    /// when it is read again, which says more than a receipt would.
    /// </summary>
    private async Task<WrittenObject> ConfirmAsync(SealedObject parcel, PutAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Receipt.Span.ContainsAnyExcept((byte)0)
            && !(Receipt.TryParse(answer.Receipt, out var receipt, out _) && receipt.Verify(desk.Directory.InUse.Directory, parcel.ObjectHash, out _)))
        {
            throw NotProven();
        }

        var opened = await desk.ReadCaseAsync(parcel.Header.ReportId, cancellationToken);
        var stored = opened?.Items.FirstOrDefault(item => item.ObjectHash == parcel.ObjectHash) ?? throw NotProven();
        await desk.RememberAsync(opened!, cancellationToken);
        return new WrittenObject(parcel.Header.Kind, parcel.ObjectHash, stored.PutDay);
    }

    private static CommandStopped NotProven() =>
        CommandStopped.NotVerified("The server says that it stored this, and does not hand it out again. Do not count on it. Tell the administrator.");

    private static CommandStopped Unsealable(FailureClass failure) => failure switch
    {
        FailureClass.WrongChain => CommandStopped.NotVerified("The server withholds something that this account wrote here before. Nothing was sent. Tell the administrator."),
        FailureClass.WrongKey => CommandStopped.Refused("The report cannot be opened, so there is no key to answer with. The case can still be closed."),
        FailureClass.NotAnOfficer => CommandStopped.Refused("This account may not do that: its role does not decide, or it is no longer in the list of keys."),
        FailureClass.NotARecipient => CommandStopped.Refused("Nobody of this report's readers can still receive, or this account is not one of them. Nothing was sent."),
        FailureClass.Malformed => CommandStopped.Refused("The text is too long. Nothing was sent."),
        _ => CommandStopped.Refused($"This cannot be sealed ({failure.Name()}). Nothing was sent."),
    };
}
