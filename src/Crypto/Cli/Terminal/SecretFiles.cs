using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>Passphrases, codes and texts from files: as bytes and characters that are wiped, never as a string, and never from the command line, where every process may read them.</summary>
internal static class SecretFiles
{
    private const int LargestSheet = 16 * 1024;

    /// <summary>The passphrase on the first line that holds anything; the caller disposes it.</summary>
    /// <exception cref="CommandStopped">Usage: no file, or nothing in it that could be a passphrase.</exception>
    internal static Secret ReadPassphrase(FileInfo file) => WithFirstLine(file, "passphrase", static line =>
        line.Length <= Passphrase.MaximumLength
            ? Passphrase.Encode(line)
            : throw CommandStopped.Usage("The first line of the passphrase file is too long for a passphrase."));

    /// <summary>The code on the first line that holds anything, as a saved sheet has it; the caller disposes it.</summary>
    /// <exception cref="CommandStopped">Usage: no file, or its first line is no code.</exception>
    internal static ReferenceCode ReadCode(FileInfo file) => WithFirstLine(file, "code", static line =>
    {
        var reading = CodeReader.Read(line);
        (reading as CodeReading.Wrong)?.Suggestion?.Dispose();
        return reading is CodeReading.Complete complete ? complete.Code : throw CommandStopped.Usage(reading switch
        {
            CodeReading.Wrong => "The code does not add up: at least one character is wrong. Compare it with your note; the code file is read from its first line.",
            CodeReading.Unreadable => "The code holds a character that no code has. The code file is read from its first line.",
            _ => "The code is not complete: it has 28 characters in seven groups. The code file is read from its first line.",
        });
    });

    /// <summary>A text of at most one body; the caller wipes the bytes.</summary>
    /// <exception cref="CommandStopped">Usage: no file, empty, too long, or not UTF-8.</exception>
    internal static byte[] ReadText(FileInfo file)
    {
        var bytes = Read(file, "text", BodyBuckets.MaximumContent);
        if (!Utf8.IsValid(bytes) || !Utf8Text.TryCreate(bytes, out var text) || text.IsBlank)
        {
            CryptographicOperations.ZeroMemory(bytes);
            throw CommandStopped.Usage($"{file.Name} holds no text in UTF-8.");
        }

        return bytes;
    }

    /// <summary>A file of at most this many bytes.</summary>
    /// <exception cref="CommandStopped">Usage: it cannot be read, or is larger.</exception>
    internal static byte[] Read(FileInfo file, string what, int limit)
    {
        try
        {
            using var stream = file.OpenRead();
            if (stream.Length > limit)
            {
                throw CommandStopped.Usage($"The {what} file {file.Name} is larger than {limit} bytes.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CommandStopped.Usage($"The {what} file {file.Name} cannot be read.");
        }
    }

    private delegate T LineReader<out T>(ReadOnlySpan<char> line);

    private static T WithFirstLine<T>(FileInfo file, string what, LineReader<T> read)
    {
        var bytes = Read(file, what, LargestSheet);
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        try
        {
            var text = characters.AsSpan(0, Encoding.UTF8.GetChars(bytes, characters)).Trim('\uFEFF').TrimStart();
            return text.IsEmpty
                ? throw CommandStopped.Usage($"The {what} file {file.Name} is empty.")
                : read(text.IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));
        }
    }
}
