using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>What was signed last time, from the safe: a directory, or the step to another root whose directory counts.</summary>
internal static class PreviousDirectory
{
    /// <summary>
    /// The directory, verified under the root that it names; null where there is none of this organisation. Whether that root is the one in the safe is for
    /// the ceremony to say, which opens it.
    /// </summary>
    internal static Directory? Read(string file, Genesis genesis)
    {
        var bytes = CarriedFile.Read(file, CarriedFile.Directory, UntrustedDirectory.MaximumSize) ?? CarriedFile.Read(file, CarriedFile.RootChange, ChainStep.MaximumSize);
        return bytes is not null
            && ChainStep.TryParse(bytes, out var step, out _)
            && step.Directory.Verify(step.Directory.ClaimedRoot, genesis.OrganisationId, out var directory, out _)
                ? directory
                : null;
    }
}
