namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>Whether the seed of a key may leave its handle; decided when the key is made, never later.</summary>
public enum KeyExportPolicy
{
    /// <summary>The seed stays inside.</summary>
    None,

    /// <summary>The seed may be exported (into a vault, an encrypted file or shares).</summary>
    AllowPlaintextExport,
}
