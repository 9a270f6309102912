using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Sharing;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>Splits the recovery seed for its holders. Splitting itself recombines every combination before a share is handed out.</summary>
internal static class RecoveryShares
{
    /// <summary>The shares as printed, one line of UTF-8 each.</summary>
    internal static IReadOnlyList<byte[]> Create(RecoveryKey recovery, int needed, int made, IEntropy entropy)
    {
        using var seed = recovery.ExportSeed();
        var shares = SecretSharing.Split(seed, needed, made, entropy);
        return [.. shares.Select(Print)];
    }

    private static byte[] Print(Share share)
    {
        var text = new char[ShareText.TextLength];
        using (share)
        {
            ShareText.Format(share, text);
        }

        var line = Encoding.UTF8.GetBytes(text).Append((byte)'\n').ToArray();
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
        return line;
    }
}
