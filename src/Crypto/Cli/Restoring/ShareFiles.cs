using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Sharing;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>Reads what holders typed from their papers, one file each, and makes the recovery key of it. Every buffer is wiped.</summary>
internal static class ShareFiles
{
    private const int LargestFile = 1024;

    /// <exception cref="RestoreRefused">A file holds no share, or the shares do not belong together.</exception>
    internal static RecoveryKey Recombine(IReadOnlyList<string> files)
    {
        var shares = new List<Share>();
        try
        {
            shares.AddRange(files.Select(Read));
            var failure = SecretSharing.TryRecombine(shares, out var seed);
            using (seed)
            {
                return failure == FailureClass.None
                    ? RecoveryKey.FromSeed(seed!.Span)
                    : throw new RestoreRefused(ExitCode.NotVerified, $"These shares do not make a recovery key. Name exactly {(shares.Count > 0 ? shares[0].Threshold : 2)} different shares of one ceremony.");
            }
        }
        finally
        {
            shares.ForEach(share => share.Dispose());
        }
    }

    private static Share Read(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: <= LargestFile })
        {
            throw new RestoreRefused(ExitCode.Refused, $"{file} is not a file with one recovery share.");
        }

        var bytes = File.ReadAllBytes(file);
        var text = new char[bytes.Length];
        try
        {
            for (var index = 0; index < bytes.Length; index++)
            {
                text[index] = (char)bytes[index];
            }

            var typed = text.AsSpan().Trim();
            return ShareText.TryRead(typed, out var share) == FailureClass.None
                ? share!
                : throw new RestoreRefused(ExitCode.NotVerified, $"{file} does not hold a share as it was printed: a character is wrong or missing.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }
}
