using IntegrityChannel.Crypto.Protocol.Primitives.Libsodium;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>The adapter of this build (property Crypto=libsodium). Another adapter's folder brings its own class of this name.</summary>
internal static class CryptoAdapter
{
    internal static ICryptoAdapter Current { get; } = new SodiumAdapter();
}
