using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;
using Plan = IntegrityChannel.Crypto.Cli.Ceremony.DirectoryCeremonyCommand.Plan;
using Refusal = IntegrityChannel.Crypto.Cli.Ceremony.DirectoryCeremonyCommand.Refusal;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>The root, open, and the directory it is about to sign. Disposing wipes the root.</summary>
internal sealed class DirectoryCeremony : IDisposable
{
    private readonly RootKey root;
    private readonly DirectoryRequest request;
    private readonly NextDirectory next;

    private DirectoryCeremony(RootKey root, DirectoryRequest request, NextDirectory next) => (this.root, this.request, this.next) = (root, request, next);

    /// <summary>Opens the root and fits the request to it and to the directory before; null with the refusal.</summary>
    internal static DirectoryCeremony? TryOpen(Plan plan, DirectoryRequest request, TextReader input, TextWriter output, out Refusal refusal)
    {
        refusal = default;
        Directory? previous = null;
        if (plan.Previous is { } file && (previous = PreviousDirectory.Read(file, request.Genesis)) is null)
        {
            refusal = new(ExitCode.NotVerified, $"{file} is not a directory of this organisation.");
            return null;
        }

        var day = plan.Day is null ? request.Day : CivilDay.From(DateOnly.ParseExact(plan.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (NextDirectory.TryCreate(request, previous, day, out var problem) is not { } next)
        {
            refusal = new(ExitCode.NotVerified, problem);
            return null;
        }

        var root = RootOpening.TryOpen(plan.Root, plan.PassphraseFile, "the root", input, output, out problem);
        if (root is null || root.PublicKey != next.RootKey)
        {
            root?.Dispose();
            refusal = root is null ? new(ExitCode.Refused, problem) : new(ExitCode.NotVerified, "This root file is not the root in force: it is of another organisation, or another root took its place.");
            return null;
        }

        return new DirectoryCeremony(root, request, next);
    }

    internal void Show(TextWriter output) => DirectorySheet.Write(output, request, next);

    /// <summary>Signs; what comes out was verified again.</summary>
    /// <param name="rehearse">An exercise: signs under the suite that nobody takes.</param>
    internal byte[] Sign(bool rehearse)
    {
        if (rehearse)
        {
            return next.Content().Rehearse(root);
        }

        var bytes = next.Content().Sign(root);
        return UntrustedDirectory.TryParse(bytes, out var untrusted, out _) && untrusted.Verify(root.PublicKey, request.Genesis.OrganisationId, out _, out _)
            ? bytes
            : throw new InvalidOperationException("a directory that was just signed does not verify");
    }

    /// <summary>Shows the same under a root that takes the place of this one.</summary>
    internal void ShowUnder(Hash32 successor, TextWriter output)
    {
        output.WriteLine($"ANOTHER ROOT: {RootFingerprint.Of(root.PublicKey.Span)} signs no more after this; {RootFingerprint.Of(successor.Span)} does.");
        DirectorySheet.Write(output, request, next.Under(successor));
    }

    /// <summary>Both roots sign the change, the new one the directory with it; what comes out was verified again.</summary>
    /// <param name="successor">The new root.</param>
    /// <param name="rehearse">An exercise: signs under the suite that nobody takes.</param>
    internal byte[] SignStep(RootKey successor, bool rehearse)
    {
        var under = next.Under(successor.PublicKey);
        var before = next.Previous ?? throw new InvalidOperationException("the first root takes nobody's place");
        var change = RootChange.Create(before, root, successor, under.Content().Issued, rehearse ? Sic.RehearsalSuite : Sic.Suite);
        var step = ChainStep.Encode(change, rehearse ? under.Content().Rehearse(successor) : under.Content().Sign(successor));
        return rehearse || IsVerified(step, before) ? step : throw new InvalidOperationException("a root change that was just signed does not verify");
    }

    public void Dispose() => root.Dispose();

    private static bool IsVerified(byte[] bytes, Directory before) =>
        ChainStep.TryParse(bytes, out var step, out _)
        && step.Change?.VerifySignatures(before) == true
        && step.Directory.Verify(step.Change.NewRoot, before.OrganisationId, out _, out _);
}
