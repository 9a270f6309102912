using System.Globalization;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// The root in force is lost: a new one asks every officer to sign in its place, and once all did, signs the next directory (docs/protocol.md section 27).
/// Both halves start from the same request and the directory signed last time.
/// </summary>
internal sealed class LostRoot
{
    private const string NothingSigned = "Nothing was signed.";

    private readonly DirectoryRequest request;
    private readonly NextDirectory next;

    private LostRoot(DirectoryRequest request, NextDirectory next, Directory before) => (this.request, this.next, Before) = (request, next, before);

    /// <summary>The newest directory, under the root that is lost.</summary>
    internal Directory Before { get; }

    /// <exception cref="CommandStopped">The request, the directory before or the day cannot be used.</exception>
    internal static LostRoot Open(string requestFile, string previousFile, string? day)
    {
        if (day is not null && CeremonyCommand.FindDay(day, "UTC", out var shape) is null)
        {
            throw CommandStopped.Usage(shape);
        }

        var request = DirectoryCeremonyCommand.ReadRequest(requestFile, out var problem) ?? throw CommandStopped.NotVerified(problem);
        var before = PreviousDirectory.Read(previousFile, request.Genesis) ?? throw CommandStopped.NotVerified($"{previousFile} is not a directory of this organisation.");
        var issued = day is null ? request.Day : CivilDay.From(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var next = NextDirectory.TryCreate(request, before, issued, out problem) ?? throw CommandStopped.NotVerified(problem);
        return new LostRoot(request, next, before);
    }

    /// <summary>What the new root says before anybody joins.</summary>
    internal byte[] Propose(RootKey successor, bool rehearse) =>
        RootChange.Propose(Before, successor, next.Content().Issued, rehearse ? Sic.RehearsalSuite : Sic.Suite);

    /// <summary>A proposal for exactly this: this organisation, this directory, this new root.</summary>
    /// <exception cref="CommandStopped">It is another one.</exception>
    internal RootChange ReadProposal(string file, RootKey successor) =>
        RootProposal.Read(file) is { } proposal && proposal.OrganisationId == Before.OrganisationId && proposal.FromSequence == Before.Sequence + 1
        && proposal.OldRoot == Before.Content.RootKey && proposal.NewRoot == successor.PublicKey
            ? proposal
            : throw CommandStopped.NotVerified($"{file} does not propose this root after directory {Before.Sequence}.");

    /// <summary>The officers' signatures in the order of the directory before.</summary>
    /// <exception cref="CommandStopped">Somebody is missing, or a file is no signature of an officer under this very proposal.</exception>
    internal IReadOnlyList<byte[]> Order(RootChange proposal, IReadOnlyList<string> files)
    {
        var signatures = files.Select(file => (File: file, Bytes: RootProposal.ReadSignature(file))).ToList();
        var stranger = signatures.Find(given => given.Bytes is null || !Before.Officers.Any(officer => proposal.IsSigned(officer.SigningKey, given.Bytes)));
        if (stranger.File is not null)
        {
            throw CommandStopped.NotVerified($"{stranger.File} is no signature of a listed officer under this proposal. {NothingSigned}");
        }

        var ordered = Before.Officers.Select(officer => (Officer: officer, Signature: signatures.Find(given => proposal.IsSigned(officer.SigningKey, given.Bytes)).Bytes)).ToList();
        var missing = ordered.Where(pair => pair.Signature is null).Select(pair => pair.Officer.Display).ToList();
        return missing.Count == 0 ? [.. ordered.Select(pair => pair.Signature!)]
            : throw CommandStopped.NotVerified($"Not every officer has signed this proposal; missing: {string.Join(", ", missing)}. {NothingSigned}");
    }

    internal void Show(Hash32 successor, TextWriter output)
    {
        output.WriteLine($"LOST ROOT: {Before.Fingerprint} signs no more after this; {RootFingerprint.Of(successor.Span)} does, and every officer of directory {Before.Sequence} has to sign that:");
        foreach (var officer in Before.Officers)
        {
            output.WriteLine($"  {officer.Display} ({OfficerFingerprint.Of(officer.SigningKey.Span)})");
        }

        DirectorySheet.Write(output, request, next.Under(successor));
    }

    /// <summary>The whole step, verified again; of a rehearsal the directory alone, under the suite that nobody takes.</summary>
    internal byte[] Finish(RootChange proposal, IReadOnlyList<byte[]> signatures, RootKey successor, bool rehearse)
    {
        var content = next.Under(successor.PublicKey).Content();
        if (rehearse)
        {
            return content.Rehearse(successor);
        }

        var bytes = ChainStep.Encode(proposal.Join(signatures), content.Sign(successor));
        return ChainStep.TryParse(bytes, out var step, out _) && step.Change?.VerifySignatures(Before) == true
            ? bytes
            : throw new InvalidOperationException("a root change that was just joined does not verify");
    }
}

/// <summary>What goes to the officers and comes back, as files that can be pasted.</summary>
internal static class RootProposal
{
    /// <summary>What a new root signed and no officer yet; null for anything else, a rehearsal too.</summary>
    internal static RootChange? Read(string file) =>
        CarriedFile.Read(file, CarriedFile.RootProposal, RootChange.MaximumSize) is { } bytes && RootChange.TryParse(bytes, out var proposal, out _) && proposal.IsProposal ? proposal : null;

    /// <summary>64 bytes; null for anything else.</summary>
    internal static byte[]? ReadSignature(string file) => CarriedFile.Read(file, CarriedFile.RootSignature, Sic.SignatureSize) is { Length: Sic.SignatureSize } bytes ? bytes : null;
}
