using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>A host's own Ed25519 key: intake signs receipts with it, casework notices. The key file holds the 32-byte seed and nothing else.</summary>
public sealed class ChannelKey : SigningKey
{
    private ChannelKey(Key key)
        : base(key)
    {
    }

    /// <summary>Takes the content of a key file; the caller wipes its copy.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static ChannelKey Load(ReadOnlySpan<byte> seed) => new(ImportKey(seed));

    /// <summary>A new key, in the ceremony.</summary>
    public static ChannelKey Create(IEntropy entropy) => new(CreateKey(entropy));
}
