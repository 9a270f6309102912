using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Cli.Exports;

/// <summary>
/// Opens a file of the format age v1 with exactly one stanza, as exports have it (docs/protocol.md section 21): header, its MAC under the file key, then chunks of 64 KiB. What is
/// opened stays in memory.
/// </summary>
internal sealed class AgeFile
{
    private const string Version = "age-encryption.org/v1";
    private const string HybridInfo = "age-encryption.org/mlkem768x25519";
    private const string ScryptLabel = "age-encryption.org/v1/scrypt";
    private const int FileKeySize = 16;
    private const int NonceSize = 16;
    private const int ChunkSize = 64 * 1024;
    private const int LargestHeader = 8 * 1024;
    private const int HighestCost = 20;
    private readonly ReadOnlyMemory<byte> payload;
    private readonly byte[] authenticated;
    private readonly byte[] mac;
    private readonly string[] arguments;
    private readonly byte[] body;

    private AgeFile(string[] arguments, byte[] body, byte[] authenticated, byte[] mac, ReadOnlyMemory<byte> payload)
    {
        this.arguments = arguments;
        this.body = body;
        this.authenticated = authenticated;
        this.mac = mac;
        this.payload = payload;
    }

    /// <summary>Whether a passphrase opens it, and not a key.</summary>
    internal bool TakesPassphrase => arguments[0] == "scrypt";

    /// <summary>Null for anything but such a file.</summary>
    internal static AgeFile? TryRead(ReadOnlyMemory<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes.Span[..Math.Min(bytes.Length, LargestHeader)]);
        var footer = head.IndexOf("\n---", StringComparison.Ordinal);
        var end = footer < 0 ? -1 : head.IndexOf('\n', footer + 1);
        if (end < 0 || head[..footer].Split('\n') is not [Version, var stanza, .. { Length: > 0 } lines] || head[(footer + 1)..end].Split(' ') is not ["---", var tag])
        {
            return null;
        }

        // Lines of a body have 64 signs, the last one fewer.
        var wrapped = lines[..^1].All(line => line.Length == 64) && lines[^1].Length < 64;
        return wrapped && Decode(string.Concat(lines)) is { } body && Decode(tag) is { Length: 32 } mac && IsKnown(stanza.Split(' '), body.Length)
            ? new AgeFile(stanza.Split(' ')[1..], body, Encoding.Latin1.GetBytes(head[..(footer + 4)]), mac, bytes[(end + 1)..])
            : null;
    }

    /// <summary>The file key for the holder of a key; null where it is another one.</summary>
    internal Secret? Unwrap(Key key) =>
        Decode(arguments[1]) is { } enc && Hpke.TryOpen(key, enc, Encoding.ASCII.GetBytes(HybridInfo), [], body, out var fileKey) ? fileKey : null;

    /// <summary>The file key under a passphrase; null where it is another one.</summary>
    internal Secret? Unwrap(Secret passphrase)
    {
        using var key = Scrypt.Derive(passphrase.Span, [.. Encoding.ASCII.GetBytes(ScryptLabel), .. Decode(arguments[1])!], int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var fileKey = new Secret(FileKeySize);
        if (AeadAlgorithm.ChaCha20Poly1305.TryDecrypt(key.Span, new byte[AeadAlgorithm.NonceSize], [], body, fileKey.Writable))
        {
            return fileKey;
        }

        fileKey.Dispose();
        return null;
    }

    /// <summary>The content; null where header or a chunk does not belong to this key, or the end is missing.</summary>
    internal byte[]? Open(Secret fileKey)
    {
        using var macKey = Derive(fileKey, [], "header");
        if (payload.Length < NonceSize + AeadAlgorithm.TagSize || !CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(macKey.Span, authenticated), mac))
        {
            return null;
        }

        using var key = Derive(fileKey, payload.Span[..NonceSize], "payload");
        var chunks = payload[NonceSize..];
        var count = (chunks.Length + ChunkSize + AeadAlgorithm.TagSize - 1) / (ChunkSize + AeadAlgorithm.TagSize);
        var content = new byte[chunks.Length - ((long)count * AeadAlgorithm.TagSize)];
        Span<byte> nonce = stackalloc byte[AeadAlgorithm.NonceSize];
        for (var index = 0; index < count; index++)
        {
            var start = index * (ChunkSize + AeadAlgorithm.TagSize);
            var chunk = chunks.Span[start..Math.Min(chunks.Length, start + ChunkSize + AeadAlgorithm.TagSize)];
            BinaryPrimitives.WriteUInt32BigEndian(nonce[7..], (uint)index);
            nonce[11] = index == count - 1 ? (byte)1 : (byte)0;
            if (chunk.Length < AeadAlgorithm.TagSize || (chunk.Length == AeadAlgorithm.TagSize && index > 0)
                || !AeadAlgorithm.ChaCha20Poly1305.TryDecrypt(key.Span, nonce, [], chunk, content.AsSpan(index * ChunkSize, chunk.Length - AeadAlgorithm.TagSize)))
            {
                CryptographicOperations.ZeroMemory(content);
                return null;
            }
        }

        return content;
    }

    private static bool IsKnown(string[] stanza, int bodyLength) => bodyLength == FileKeySize + AeadAlgorithm.TagSize && stanza switch
    {
        ["->", "mlkem768x25519", var enc] => Decode(enc)?.Length == Hpke.EncapsulationSize,
        ["->", "scrypt", var salt, var cost] => Decode(salt)?.Length == 16 && int.TryParse(cost, NumberStyles.None, CultureInfo.InvariantCulture, out var log) && log is >= 1 and <= HighestCost && $"{log}" == cost,
        _ => false,
    };

    private static Secret Derive(Secret fileKey, ReadOnlySpan<byte> salt, string info)
    {
        using var prk = Hkdf.Extract(salt, fileKey.Span);
        return Hkdf.Expand(prk.Span, Encoding.ASCII.GetBytes(info), 32);
    }

    /// <summary>Standard alphabet without padding, in its one spelling.</summary>
    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        var padded = text + (text.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
        return Convert.TryFromBase64String(padded, bytes, out var written) && Convert.ToBase64String(bytes, 0, written).TrimEnd('=') == text ? bytes[..written] : null;
    }
}
