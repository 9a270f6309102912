namespace IntegrityChannel.Crypto.Protocol.Platform;

/// <summary>
/// Where random bytes come from. Every method that makes a key, a nonce or an identifier takes one, so that vectors can be
/// reproduced from a seed and no call draws randomness behind its reader's back.
/// </summary>
public interface IEntropy
{
    /// <summary>Fills the whole span with uniformly random bytes. Throws when the source fails; it never fills in part.</summary>
    void Fill(Span<byte> destination);
}
