using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Sharing;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// Makes the two keys with which an organisation begins: the root, which goes into two safes under a passphrase, and recovery, which leaves as shares
/// only. Both are wiped with this object; whoever disposes it has written what must last.
/// </summary>
internal sealed class RootCeremony : IDisposable
{
    /// <summary>Recovery opens with this many of <see cref="UsualShares"/> shares, unless the command says otherwise.</summary>
    internal const byte UsualNeed = 2;

    internal const byte UsualShares = 3;

    private readonly RecoveryKey recovery;
    private readonly IEntropy entropy;

    private RootCeremony(RootKey root, RecoveryKey recovery, Genesis genesis, IEntropy entropy)
    {
        Root = root;
        this.recovery = recovery;
        Genesis = genesis;
        this.entropy = entropy;
    }

    internal RootKey Root { get; }

    /// <summary>The public half.</summary>
    internal Genesis Genesis { get; }

    internal static RootCeremony Create(byte needed, byte made, IEntropy entropy)
    {
        var root = RootKey.Create(entropy);
        var recovery = RecoveryKey.Create(entropy);
        var bytes = Genesis.Create(root, recovery, needed, made);
        return Genesis.TryVerify(bytes, out var genesis, out var failure)
            ? new RootCeremony(root, recovery, genesis, entropy)
            : throw new InvalidOperationException($"a public half that was just signed does not verify: {failure.Name()}");
    }

    /// <summary>What the public file of a rehearsal holds: no server takes it.</summary>
    internal byte[] RehearsedGenesis() => Genesis.Create(Root, recovery, Genesis.SharesNeeded, Genesis.SharesMade, Sic.RehearsalSuite);

    /// <summary>The root for a safe; opened again before it is handed out.</summary>
    internal byte[] SealRoot(Secret passphrase, Argon2id parameters)
    {
        var file = RootFile.Seal(Root, passphrase, parameters, entropy);
        using var again = RootFile.Open(file, passphrase, out var failure);
        return failure == FailureClass.None ? file : throw new InvalidOperationException($"a root file that was just sealed does not open: {failure.Name()}");
    }

    /// <summary>The shares as printed, one line each. Every combination, read back from its print, gave the key that the public half names.</summary>
    internal IReadOnlyList<byte[]> Shares()
    {
        var printed = RecoveryShares.Create(recovery, Genesis.SharesNeeded, Genesis.SharesMade, entropy);
        for (var chosen = 0; chosen < 1 << printed.Count; chosen++)
        {
            if (int.PopCount(chosen) == Genesis.SharesNeeded && !GivesBack([.. printed.Where((_, index) => (chosen >> index & 1) == 1)]))
            {
                throw new InvalidOperationException("shares that were just printed do not give recovery back");
            }
        }

        return printed;
    }

    public void Dispose()
    {
        Root.Dispose();
        recovery.Dispose();
    }

    private bool GivesBack(IReadOnlyList<byte[]> printed)
    {
        var shares = new List<Share>();
        try
        {
            return printed.All(line => TryRead(line, shares))
                && SecretSharing.TryRecombine(shares, out var seed) == FailureClass.None
                && IsRecovery(seed!);
        }
        finally
        {
            shares.ForEach(share => share.Dispose());
        }
    }

    private static bool TryRead(byte[] line, List<Share> shares)
    {
        var text = Encoding.UTF8.GetChars(line);
        var verdict = ShareText.TryRead(text.AsSpan().Trim(), out var share);
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
        if (share is not null)
        {
            shares.Add(share);
        }

        return verdict == FailureClass.None;
    }

    private bool IsRecovery(Secret seed)
    {
        using (seed)
        {
            using var again = RecoveryKey.FromSeed(seed.Span);
            return again.PublicKey.Span.SequenceEqual(Genesis.RecoveryKey.Span);
        }
    }
}
