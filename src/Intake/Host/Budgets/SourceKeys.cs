using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// Turns an address into a number that means nothing outside this process and nothing after ten minutes: HMAC under a key that is drawn anew then and stands
/// nowhere else. The address itself is not kept.
/// </summary>
internal sealed class SourceKeys(TimeProvider clock, IEntropy entropy)
{
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly byte[] key = new byte[32];
    private long drawn;
    private bool any;

    /// <summary>Grows by one with every new key.</summary>
    internal int Epoch { get; private set; }

    internal UInt128 Of(IPAddress? address)
    {
        Span<byte> prefix = stackalloc byte[SourcePrefix.Size];
        if (address is not null)
        {
            SourcePrefix.Write(address, prefix);
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        lock (gate)
        {
            Renew();
            HMACSHA256.HashData(key, prefix, hash);
        }

        prefix.Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Draws a new key where the old one is over; the epoch as it is now.</summary>
    internal int Refresh()
    {
        lock (gate)
        {
            Renew();
            return Epoch;
        }
    }

    private void Renew()
    {
        if (any && clock.GetElapsedTime(drawn) < Life)
        {
            return;
        }

        entropy.Fill(key);
        drawn = clock.GetTimestamp();
        any = true;
        Epoch++;
    }
}
