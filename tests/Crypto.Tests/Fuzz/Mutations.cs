using System.Buffers.Binary;

namespace IntegrityChannel.Crypto.Tests.Fuzz;

/// <summary>Damages accepted inputs the way that finds faults in decoders: single bits, lengths at their limits, cuts, repeats and pieces of others.</summary>
internal sealed class Mutations(int seed, IReadOnlyList<byte[]> samples)
{
    private static readonly uint[] Limits = [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];
    private readonly Random random = new(seed);

    /// <summary>One to six changes to one of the samples.</summary>
    internal byte[] Next()
    {
        var bytes = (byte[])samples[random.Next(samples.Count)].Clone();
        for (var left = random.Next(1, 7); left > 0; left--)
        {
            bytes = Change(bytes);
        }

        return bytes;
    }

    private byte[] Change(byte[] bytes)
    {
        // Most decoders decide in the first few hundred bytes.
        var at = bytes.Length == 0 ? 0 : random.Next(random.Next(4) == 0 ? bytes.Length : Math.Min(bytes.Length, 400));
        switch (random.Next(7))
        {
            case 0 when bytes.Length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1 when bytes.Length > 0:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2 when at + 2 <= bytes.Length:
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)Limits[random.Next(9)]);
                return bytes;
            case 3 when at + 4 <= bytes.Length:
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), Limits[random.Next(Limits.Length)]);
                return bytes;
            case 4:
                return bytes[..at];
            case 5:
                return [.. bytes, .. bytes.AsSpan(at, Math.Min(bytes.Length - at, random.Next(1, 64)))];
            default:
                var other = samples[random.Next(samples.Count)];
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(Math.Min(at, other.Length))];
        }
    }
}
