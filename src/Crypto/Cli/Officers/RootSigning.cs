using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>
/// <c>integrity officer … sign-root</c>: this officer's signature under a new root where the old one is lost. The chain that this desk verified must end where
/// the proposal begins, and the officer must have heard the new root's fingerprint from the people who made it.
/// </summary>
internal static class RootSigning
{
    /// <exception cref="CommandStopped">The proposal is another one, or this officer has no say.</exception>
    internal static async Task<int> RunAsync(OfficerDesk desk, RootSigningPlan plan, Printout printout, CancellationToken cancellationToken)
    {
        var newest = desk.Directory.InUse.Directory;
        if (plan.Proposal.OrganisationId != newest.OrganisationId || plan.Proposal.FromSequence != newest.Sequence + 1 || plan.Proposal.OldRoot != newest.Content.RootKey)
        {
            throw CommandStopped.NotVerified($"This proposal does not follow list of keys {newest.Sequence}, which is the newest one. Nothing was signed. Ask those who made it.");
        }

        if (!plan.Expected.Names(plan.Proposal.NewRoot))
        {
            throw CommandStopped.NotVerified($"The new root of this proposal is {RootFingerprint.Of(plan.Proposal.NewRoot.Span)}, not the one that was read to you. Nothing was signed. Tell your colleagues.");
        }

        using var key = OfficerSigningKey.FromSeed(desk.Vault.SigningSeed.Span);
        var signature = plan.Proposal.Countersign(key);
        if (newest.FindOfficer(desk.SelfId) is not { } self || !plan.Proposal.IsSigned(self.SigningKey, signature))
        {
            throw CommandStopped.Refused("The newest list of keys does not list this account, so its signature does not count. Nothing was signed.");
        }

        OrganisationFolder.Replace(plan.Target, CarriedFile.Write(CarriedFile.RootSignature, signature));
        await printout.SayAsync(
            lines => lines.Say($"Signed: {plan.Target}. Give it to those who made the new root.").Row("new root", RootFingerprint.Of(plan.Proposal.NewRoot.Span)).Row("from list", $"{plan.Proposal.FromSequence}"),
            json =>
            {
                json.WriteString("newRoot", RootFingerprint.Of(plan.Proposal.NewRoot.Span));
                json.WriteNumber("fromList", plan.Proposal.FromSequence);
            },
            cancellationToken);
        return ExitCode.Done;
    }
}

/// <summary>What the officer was given and told.</summary>
internal sealed record RootSigningPlan(RootChange Proposal, Fingerprint Expected, string Target)
{
    /// <exception cref="CommandStopped">A file or the fingerprint cannot be used.</exception>
    internal static RootSigningPlan Read(string proposalFile, string fingerprint, string target) => new(
        RootProposal.Read(proposalFile) ?? throw CommandStopped.Usage($"{proposalFile} is not a proposal of a new root."),
        Fingerprint.TryParse(fingerprint, out var expected) ? expected : throw CommandStopped.Usage(Fingerprint.Shape),
        File.Exists(target) ? throw CommandStopped.Usage($"{target} exists. Choose another --out.") : target);
}
