using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>casework/channel.key: the 32-byte seed with which this host signs its notices. Made at the first start, or by the ceremony of a demonstration; the directory lists its public half.</summary>
internal static class ChannelKeyFile
{
    /// <summary>For a folder without organisation: the key is made at the first start, and the first directory will list it.</summary>
    /// <exception cref="StartRefused">There is one already, and it is not one.</exception>
    internal static ChannelKey LoadOrCreate(string file, IEntropy entropy)
    {
        if (!File.Exists(file))
        {
            var seed = new byte[SigningKey.SeedSize];
            entropy.Fill(seed);
            OwnerFile.Write(file, seed);
            CryptographicOperations.ZeroMemory(seed);
        }

        return Load(file);
    }

    /// <exception cref="StartRefused">There is none, or it is not one.</exception>
    internal static ChannelKey Load(string file)
    {
        if (!File.Exists(file))
        {
            throw new StartRefused($"The channel key is missing ({file}). The directory lists its public half: put the file back, from a backup if need be.");
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
