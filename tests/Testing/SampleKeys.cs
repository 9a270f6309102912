using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Testing;

/// <summary>Seeds of sample keys, for the key files that a host reads.</summary>
public static class SampleKeys
{
    /// <summary>32 bytes.</summary>
    public static byte[] SeedOf(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var seed = key.ExportSeed();
        return seed.Span.ToArray();
    }
}
