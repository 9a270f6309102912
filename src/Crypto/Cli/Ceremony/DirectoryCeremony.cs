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
        if (plan.Previous is { } file && (previous = ReadPrevious(file, request.Genesis)) is null)
        {
            refusal = new(ExitCode.NotVerified, $"{file} is not a directory that this root signed.");
            return null;
        }

        var day = plan.Day is null ? request.Day : CivilDay.From(DateOnly.ParseExact(plan.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (NextDirectory.TryCreate(request, previous, day, out var problem) is not { } next)
        {
            refusal = new(ExitCode.NotVerified, problem);
            return null;
        }

        var root = RootOpening.TryOpen(plan.Root, plan.PassphraseFile, "the root", input, output, out problem);
        if (root is null || root.PublicKey != request.Genesis.RootKey)
        {
            root?.Dispose();
            refusal = root is null ? new(ExitCode.Refused, problem) : new(ExitCode.NotVerified, "The request is for the root of another organisation.");
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

    public void Dispose() => root.Dispose();

    private static Directory? ReadPrevious(string file, Genesis genesis) =>
        CarriedFile.Read(file, CarriedFile.Directory, UntrustedDirectory.MaximumSize) is { } bytes
        && UntrustedDirectory.TryParse(bytes, out var untrusted, out _)
        && untrusted.Verify(genesis.RootKey, genesis.OrganisationId, out var directory, out _)
            ? directory
            : null;
}
