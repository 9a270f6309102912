using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>A file of 32 secret bytes, made at the first start and readable by this account only. The caller wipes what it got.</summary>
internal static class PrivateKeyFile
{
    internal const int Size = 32;

    /// <exception cref="StartRefused">The file has another length: it was damaged, and a new key would silently replace the published one.</exception>
    internal static byte[] ReadOrCreate(string path, IEntropy entropy)
    {
        if (!File.Exists(path))
        {
            Create(path, entropy);
        }

        var bytes = File.ReadAllBytes(path);
        return bytes.Length == Size ? bytes : throw new StartRefused($"{path} does not hold a key of {Size} bytes. Restore it from a backup.");
    }

    // Two processes may start at once: whoever moves first wins, and both read the same file afterwards.
    private static void Create(string path, IEntropy entropy)
    {
        var secret = new byte[Size];
        entropy.Fill(secret);
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(secret);
            stream.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(secret);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
