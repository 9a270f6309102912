namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>Key and nonce of one sealed message.</summary>
internal sealed class HpkeContext(Secret key, Secret nonce) : IDisposable
{
    internal Secret Key { get; } = key;

    internal Secret Nonce { get; } = nonce;

    public void Dispose()
    {
        Key.Dispose();
        Nonce.Dispose();
    }
}
