namespace IntegrityChannel.Crypto.Protocol.Sharing;

/// <summary>GF(2^8) with AES's polynomial x^8 + x^4 + x^3 + x + 1, over masks instead of tables: the operands are secret.</summary>
internal static class GaloisField
{
    internal static byte Multiply(byte a, byte b)
    {
        unchecked
        {
            int product = 0, shifted = a;
            for (var bit = 0; bit < 8; bit++)
            {
                product ^= shifted & -((b >> bit) & 1);
                shifted = (shifted << 1) ^ (0x11B & -((shifted >> 7) & 1));
            }

            return (byte)product;
        }
    }

    /// <summary>a^254, since a^255 = 1 for every a but 0.</summary>
    internal static byte Inverse(byte a)
    {
        byte result = 1;
        for (var bit = 0; bit < 7; bit++)
        {
            a = Multiply(a, a);
            result = Multiply(result, a);
        }

        return result;
    }
}
