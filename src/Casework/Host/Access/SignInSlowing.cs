using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>
/// Slows sign-in per account, in memory only: three tries, then 1, 2, 4 … 60 seconds between tries. Never global, since that would let
/// anybody lock every officer out. A try counts before it is judged, so that parallel tries gain nothing; a success clears the account.
/// Names that do not exist are slowed alike, in a fixed number of buckets, so that made-up ids cannot grow memory or push out a real account.
/// </summary>
internal sealed class SignInSlowing(TimeProvider clock)
{
    private const int FreeTries = 3;
    private const int LongestSeconds = 60;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<Id16, Tries> accounts = [];
    private readonly Dictionary<Id16, Tries> strangers = [];

    /// <summary>Counts a try. Returns 0 where it may proceed, else the seconds to wait.</summary>
    internal int Begin(Id16 officerId, bool known)
    {
        var (table, key) = Place(officerId, known);
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var tries = table.TryGetValue(key, out var old) && now - old.Last < Forgotten && now >= old.Last ? old : default;
            var wait = tries.NotBefore - now;
            if (wait > TimeSpan.Zero)
            {
                return (int)Math.Ceiling(wait.TotalSeconds);
            }

            var count = Math.Min(tries.Count + 1, 16);
            table[key] = new Tries(count, now, now + Delay(count));
            return 0;
        }
    }

    internal void Succeeded(Id16 officerId)
    {
        lock (gate)
        {
            accounts.Remove(officerId);
        }
    }

    private static TimeSpan Delay(int count) =>
        count < FreeTries ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(1 << (count - FreeTries), LongestSeconds));

    private (Dictionary<Id16, Tries> Table, Id16 Key) Place(Id16 officerId, bool known)
    {
        if (known)
        {
            return (accounts, officerId);
        }

        Span<byte> bucket = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(officerId.Span, bucket);
        bucket[1] &= 0x0F;
        bucket[2..].Clear();
        return (strangers, Id16.From(bucket[..Id16.Size]));
    }

    private readonly record struct Tries(int Count, DateTimeOffset Last, DateTimeOffset NotBefore);
}
