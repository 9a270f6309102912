using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>casework/channel.key: the 32-byte seed with which this host signs its notices. Made by the ceremony; the directory lists its public half.</summary>
internal static class ChannelKeyFile
{
    /// <exception cref="StartRefused">There is none, or it is not one.</exception>
    internal static ChannelKey Load(string file)
    {
        if (!File.Exists(file))
        {
            throw new StartRefused($"The channel key is missing ({file}). The ceremony makes it together with the directory.");
        }

        if (new FileInfo(file).Length != SigningKey.SeedSize)
        {
            throw new StartRefused($"{file} is not a channel key of {SigningKey.SeedSize} bytes.");
        }

        var seed = File.ReadAllBytes(file);
        try
        {
            return ChannelKey.Load(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
