namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>What computes, for --version, /health and page footers.</summary>
public static class CryptoVersion
{
    /// <summary>The native library with its version. Throws when it cannot be loaded, so asking at start fails early.</summary>
    public static string Describe() => CryptoAdapter.Current.Description;
}
