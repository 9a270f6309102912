using System.Globalization;
using IntegrityChannel.Crypto.Cli.Restoring;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using Plan = IntegrityChannel.Crypto.Cli.Ceremony.RecoverCommand.Plan;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>Root and recovery, open, and the request that they answer. Disposing wipes both keys.</summary>
internal sealed class RecoveryCeremony : IDisposable
{
    private readonly RecoveryRequest request;
    private readonly DirectoryInUse directory;
    private readonly RootKey root;
    private readonly RecoveryKey recovery;
    private readonly RecoverySealing sealing;
    private readonly CivilDay day;

    private RecoveryCeremony(RecoveryRequest request, DirectoryInUse directory, RootKey root, RecoveryKey recovery, RecoverySealing sealing, CivilDay day)
    {
        this.request = request;
        this.directory = directory;
        this.root = root;
        this.recovery = recovery;
        this.sealing = sealing;
        this.day = day;
    }

    /// <summary>Verifies the request from the root on, then opens both keys.</summary>
    /// <exception cref="CommandStopped">Something does not verify or does not open.</exception>
    /// <exception cref="RestoreRefused">The shares are none, or do not belong together.</exception>
    internal static RecoveryCeremony Open(Plan plan, TextReader input, TextWriter output)
    {
        var request = ReadRequest(plan.Request);
        var history = ReadHistory(request);
        var day = plan.Day is null ? request.Day : CivilDay.From(DateOnly.ParseExact(plan.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var directory = ReadDirectory(request, history, day);
        var root = RootOpening.TryOpen(plan.Root, plan.PassphraseFile, "the root", input, output, out var problem) ?? throw CommandStopped.Refused(problem);
        RecoveryKey? recovery = null;
        try
        {
            recovery = ShareFiles.Recombine(plan.Shares);
            var sealing = RecoverySealing.TryCreate(request.Wish.Newcomer, recovery, root, history, directory, SystemEntropy.Instance, plan.Rehearse, out var failure)
                ?? throw CommandStopped.NotVerified(Explain(failure));
            return new RecoveryCeremony(request, directory, root, recovery, sealing, day);
        }
        catch
        {
            root.Dispose();
            recovery?.Dispose();
            throw;
        }
    }

    internal void Show(TextWriter output)
    {
        var wish = request.Wish;
        output.WriteLine($"Recovery under the root {directory.Directory.Fingerprint}");
        Line(output, "day", $"{day}");
        Line(output, "lost", NameOf(wish.Lost));
        Line(output, "will read", NameOf(wish.Newcomer));
        Line(output, "", $"reads aloud {OfficerFingerprint.Of(directory.FindOfficer(wish.Newcomer)!.Listed.SigningKey.Span)}");
        Line(output, "why", Describe(wish.Reason));
        Line(output, "asked by", $"{VisibleText.Of(wish.AskedBy)}, agreed by {VisibleText.Of(wish.AgreedBy)}");
        Line(output, "reports", $"{request.Reports.Count}");
    }

    /// <summary>Recovers report by report.</summary>
    internal RecoverySums Run(TextWriter output, ProgressLine progress)
    {
        var sums = new RecoverySums();
        for (var index = 0; index < request.Reports.Count; index++)
        {
            sums.Add(sealing.Recover(request.Reports[index], day, request.Wish.Reason));
            progress.Count("recovering", index + 1, request.Reports.Count);
        }

        progress.Clear();
        return sums;
    }

    /// <summary>What is carried back.</summary>
    internal byte[] Answer() => sealing.Answer(day);

    public void Dispose()
    {
        root.Dispose();
        recovery.Dispose();
    }

    private static RecoveryRequest ReadRequest(string file)
    {
        var bytes = new FileInfo(file) is { Exists: true, Length: <= RecoveryRequest.MaximumSize } ? File.ReadAllBytes(file) : throw CommandStopped.Usage($"{file} is not a file with a recovery request.");
        return RecoveryRequest.TryParse(bytes, out var request, out _)
            ? request
            : throw CommandStopped.NotVerified($"{file} is not a recovery request as casework made it; it was changed or damaged on its way.");
    }

    private static DirectoryHistory ReadHistory(RecoveryRequest request) =>
        DirectoryChain.TryParse(request.Chain, out var chain, out var failure) && DirectoryHistory.TryVerify(chain, out var history, out failure)
            ? history
            : throw CommandStopped.NotVerified($"The lists of keys in the request do not verify ({failure.Name()}).");

    private static DirectoryInUse ReadDirectory(RecoveryRequest request, DirectoryHistory history, CivilDay day)
    {
        var newest = history.Directories[^1];
        var verdict = DirectoryVerification.Verify(request.Document, new DirectoryExpectation { DeviceDay = day, Root = newest.Content.RootKey, OrganisationId = history.OrganisationId });
        return verdict is not DirectoryVerdict.Accepted accepted || accepted.InUse.Directory.Hash != newest.Hash
            ? throw CommandStopped.NotVerified("The list of keys in force does not verify, or is not the newest of the request.")
            : request.IsSignedFor(newest) ? accepted.InUse
            : throw CommandStopped.NotVerified("The request does not bear the signature of casework; it was changed or damaged on its way, or comes from somewhere else.");
    }

    private static string Explain(FailureClass failure) => failure switch
    {
        FailureClass.WrongRoot => "The request is for another root: it is of another organisation, or the root was changed since.",
        FailureClass.WrongKey => "These shares do not open this organisation's reports: they belong to another recovery key.",
        FailureClass.NotAnOfficer => "The officer who is to read has no key in force, or a role that reads no reports.",
        _ => $"The request does not fit ({failure.Name()}).",
    };

    private string NameOf(Id16 officer) => directory.FindOfficer(officer) is { } known ? VisibleText.Of(known.Listed.Display) : $"no longer listed ({officer})";

    private static string Describe(RecoveryReason reason) => reason switch
    {
        RecoveryReason.PassphraseLost => "the passphrase is lost",
        RecoveryReason.OutOfReach => "the officer cannot be reached",
        RecoveryReason.Left => "the officer left the organisation",
        _ => "the officer died",
    };

    private static void Line(TextWriter output, string what, string text) => output.WriteLine($"  {what,-12}  {text}");
}
