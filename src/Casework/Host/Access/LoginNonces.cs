using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>
/// Nonces for sign-in: each is valid for minutes and for one success. The key lives in this process only, so a restart voids every nonce
/// and the list of used ones need not be kept anywhere. Only nonces under a valid signature are remembered: strangers cannot grow the list.
/// </summary>
internal sealed class LoginNonces : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2 * LoginNonce.Minutes);

    private readonly TimeProvider clock;
    private readonly IEntropy entropy;
    private readonly byte[] key = GC.AllocateUninitializedArray<byte>(32, pinned: true);
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> used = [];

    public LoginNonces(TimeProvider clock, IEntropy entropy)
    {
        this.clock = clock;
        this.entropy = entropy;
        entropy.Fill(key);
    }

    internal byte[] Create() => LoginNonce.Create(key, clock.GetUtcNow(), entropy);

    /// <summary>True where this process made it and it is not too old.</summary>
    internal bool IsFresh(ReadOnlySpan<byte> nonce) => LoginNonce.Check(key, clock.GetUtcNow(), nonce);

    /// <summary>True the first time only.</summary>
    internal bool TryUse(ReadOnlySpan<byte> nonce)
    {
        var now = clock.GetUtcNow();
        var name = Convert.ToHexString(SHA256.HashData(nonce));
        lock (gate)
        {
            foreach (var (old, until) in used)
            {
                if (until < now)
                {
                    used.Remove(old);
                }
            }

            return used.TryAdd(name, now + Kept);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
