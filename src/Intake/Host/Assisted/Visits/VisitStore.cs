using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Intake.Host.Assisted.Visits;

/// <summary>
/// What a code gives, for fifteen minutes at most, while somebody reads without script. It lies here sealed under a key that only the visitor's cookie holds:
/// this memory alone opens nothing, and neither does the cookie without this memory.
/// </summary>
internal sealed class VisitStore(TimeProvider clock, IEntropy entropy) : IDisposable
{
    // With the twenty seconds until the sweep comes by, fifteen minutes.
    internal static readonly TimeSpan Longest = new(0, 14, 40);

    /// <summary>Characters of a cookie's value.</summary>
    internal const int TicketLength = 64;

    // A visit takes some three hundred bytes. Whoever opens more of them ends the oldest, which are asked for their code again.
    private const int Most = 4096;
    private const int TicketSize = Id16.Size + AeadAlgorithm.KeySize;

    private readonly Lock gate = new();
    private readonly Dictionary<Id16, Visit> visits = [];

    /// <summary>Keeps the seeds; the caller goes on owning its own.</summary>
    /// <returns>What the cookie holds: id[16] ‖ key[32] in base64url.</returns>
    internal string Begin(Secret seeds)
    {
        Span<byte> ticket = stackalloc byte[TicketSize];
        entropy.Fill(ticket);
        var visit = new Visit(clock.GetTimestamp(), new byte[CodeKeys.SeedsSize + AeadAlgorithm.TagSize]);
        AeadAlgorithm.Aes256Gcm.Encrypt(ticket[Id16.Size..], Nonce, ticket[..Id16.Size], seeds.Span, visit.Sealed);
        lock (gate)
        {
            if (visits.Count >= Most)
            {
                End(visits.MinBy(pair => pair.Value.Begun).Key);
            }

            visits[Id16.From(ticket[..Id16.Size])] = visit;
        }

        var text = Base64Url.EncodeToString(ticket);
        CryptographicOperations.ZeroMemory(ticket);
        return text;
    }

    /// <summary>The keys of this visit, which the caller disposes; null where it is over, or was never.</summary>
    internal CodeKeys? Find(string? cookie)
    {
        Span<byte> ticket = stackalloc byte[TicketSize];
        if (!TryRead(cookie, ticket) || Sealed(Id16.From(ticket[..Id16.Size])) is not { } found)
        {
            return null;
        }

        var seeds = PinnedBytes.Create(CodeKeys.SeedsSize);
        var opened = AeadAlgorithm.Aes256Gcm.TryDecrypt(ticket[Id16.Size..], Nonce, ticket[..Id16.Size], found, seeds);
        var keys = opened ? CodeKeys.FromSeeds(seeds) : null;
        CryptographicOperations.ZeroMemory(seeds);
        CryptographicOperations.ZeroMemory(ticket);
        return keys;
    }

    /// <summary>Ends a visit before its time.</summary>
    internal void Close(string? cookie)
    {
        Span<byte> ticket = stackalloc byte[TicketSize];
        if (TryRead(cookie, ticket))
        {
            lock (gate)
            {
                End(Id16.From(ticket[..Id16.Size]));
            }
        }
    }

    /// <summary>Zeroes what is older than fifteen minutes; how many are left.</summary>
    internal int Sweep()
    {
        lock (gate)
        {
            foreach (var id in visits.Where(pair => IsOver(pair.Value)).Select(pair => pair.Key).ToList())
            {
                End(id);
            }

            return visits.Count;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            visits.Keys.ToList().ForEach(End);
        }
    }

    // Every visit has a key of its own, which seals once.
    private static ReadOnlySpan<byte> Nonce => new byte[AeadAlgorithm.NonceSize];

    private static bool TryRead(string? cookie, Span<byte> ticket) =>
        cookie is { Length: TicketLength } && Base64Url.DecodeFromChars(cookie, ticket, out _, out var written) == OperationStatus.Done && written == TicketSize;

    private byte[]? Sealed(Id16 id)
    {
        lock (gate)
        {
            if (visits.TryGetValue(id, out var visit) && IsOver(visit))
            {
                End(id);
                return null;
            }

            return (byte[]?)visit?.Sealed.Clone();
        }
    }

    private bool IsOver(Visit visit) => clock.GetElapsedTime(visit.Begun) >= Longest;

    private void End(Id16 id)
    {
        if (visits.Remove(id, out var visit))
        {
            CryptographicOperations.ZeroMemory(visit.Sealed);
        }
    }

    private sealed record Visit(long Begun, byte[] Sealed);
}
