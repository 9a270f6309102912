using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Cli.Exports;

/// <summary>The secret half of an age recipient: Bech32 (BIP 173) of an X-Wing seed under "age-secret-key-pq-", on a line of its own as age-keygen writes it.</summary>
internal static class AgeIdentity
{
    private const string Prefix = "age-secret-key-pq-";
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int SeedSize = 32;
    private const int ChecksumSize = 6;
    private const int LargestFile = 64 * 1024;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <exception cref="CommandStopped">Usage: no such line, or one that is mistyped.</exception>
    internal static Key Read(FileInfo file)
    {
        var bytes = SecretFiles.Read(file, "identity", LargestFile);
        try
        {
            foreach (var range in bytes.AsSpan().Split((byte)'\n'))
            {
                var line = bytes.AsSpan(range).Trim(" \r"u8);
                if (line.Length > Prefix.Length && IsPrefixed(line))
                {
                    using var seed = Decode(line) ?? throw CommandStopped.Usage($"The key in {file.Name} is not right: a character is missing, wrong or too many.");
                    return Key.Import(KemAlgorithm.XWing, seed.Span);
                }
            }
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }

        throw CommandStopped.Usage($"{file.Name} holds no key that begins with AGE-SECRET-KEY-PQ-1.");
    }

    private static bool IsPrefixed(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at < Prefix.Length; at++)
        {
            if ((line[at] | 0x20) != (Prefix[at] | 0x20))
            {
                return false;
            }
        }

        return line[Prefix.Length] == '1';
    }

    private static Secret? Decode(ReadOnlySpan<byte> line)
    {
        var symbols = line[(Prefix.Length + 1)..];
        if (symbols.Length != (((SeedSize * 8) + 4) / 5) + ChecksumSize)
        {
            return null;
        }

        var sum = 1u;
        foreach (var sign in Prefix)
        {
            sum = Add(sum, (uint)sign >> 5);
        }

        sum = Add(sum, 0);
        foreach (var sign in Prefix)
        {
            sum = Add(sum, (uint)sign & 31);
        }

        var seed = new Secret(SeedSize);
        var (held, bits, at) = (0u, 0, 0);
        for (var index = 0; index < symbols.Length; index++)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant((char)symbols[index]), StringComparison.Ordinal);
            if (value < 0)
            {
                seed.Dispose();
                return null;
            }

            sum = Add(sum, (uint)value);
            (held, bits) = index < symbols.Length - ChecksumSize ? (((held << 5) | (uint)value) & 0xFFF, bits + 5) : (held, bits);
            if (bits >= 8)
            {
                bits -= 8;
                seed.Writable[at++] = unchecked((byte)(held >> bits));
            }
        }

        if (sum == 1 && at == SeedSize && (held & ((1u << bits) - 1)) == 0)
        {
            return seed;
        }

        seed.Dispose();
        return null;
    }

    private static uint Add(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1FFFFFF) << 5) ^ value;
        for (var bit = 0; bit < Generator.Length; bit++)
        {
            sum ^= ((top >> bit) & 1) == 1 ? Generator[bit] : 0;
        }

        return sum;
    }
}
