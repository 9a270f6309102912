namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>
/// The choices of the protocol that its secrecy hangs on. The default is SIC-1; every other value is a mutant that some invariant must catch, or the
/// checker proves nothing.
/// </summary>
internal sealed record Design
{
    /// <summary>Stored wraps lie under a shred key of their own.</summary>
    internal bool ShredLayer { get; init; } = true;

    /// <summary>keys.db stays out of the long-term part of a backup.</summary>
    internal bool KeysApartFromBackup { get; init; } = true;

    /// <summary>Recipients come from the signed report, never from the server.</summary>
    internal bool RecipientsFromTheReport { get; init; } = true;

    /// <summary>No vault key is sealed to the recovery key.</summary>
    internal bool VaultsOutOfRecovery { get; init; } = true;

    /// <summary>Every object has a data key of its own.</summary>
    internal bool FreshDataKeys { get; init; } = true;

    /// <summary>The reporter cannot open the own report again.</summary>
    internal bool ReportsClosedToTheCode { get; init; } = true;

    /// <summary>A report that refused recovery has no wrap for it.</summary>
    internal bool RecoveryCanBeRefused { get; init; } = true;

    /// <summary>Freshness of more than one officer is needed, so that somebody removed cannot keep an old directory alive.</summary>
    internal bool QuorumOfFreshness { get; init; } = true;

    /// <summary>The server keeps a hash of the mailbox identifier, and the keys of a code are not sent to it.</summary>
    internal bool CodeStaysInTheBrowser { get; init; } = true;

    /// <summary>Officers' signing keys live in their vaults only.</summary>
    internal bool SigningKeysInVaultsOnly { get; init; } = true;
}
