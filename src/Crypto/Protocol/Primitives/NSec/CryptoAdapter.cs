using IntegrityChannel.Crypto.Protocol.Primitives.NSec;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>The adapter of this build (property Crypto=nsec). Another adapter's folder brings its own class of this name.</summary>
internal static class CryptoAdapter
{
    internal static ICryptoAdapter Current { get; } = new NSecAdapter();
}
