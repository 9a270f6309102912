namespace IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

// Points of edwards25519, -x^2 + y^2 = 1 + d x^2 y^2, as they are decoded: affine, on the curve.
//
//   References   RFC 8032 section 5.1
internal readonly struct EdwardsPoint(FieldElement x, FieldElement y)
{
    private static readonly FieldElement D = FieldElement.Constant("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");

    internal FieldElement X => x;

    internal FieldElement Y => y;

    /// <summary>Decodes 32 bytes. False unless they are the one canonical encoding of a point on the curve.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> bytes, out EdwardsPoint point)
    {
        point = default;
        if (bytes.Length != 32 || !FieldElement.TryRead(bytes, out var y) || !TryX(y, out var x))
        {
            return false;
        }

        var odd = bytes[31] >> 7 == 1;
        if (odd && x.IsZero)
        {
            return false;
        }

        point = new(x.IsOdd == odd ? x : FieldElement.Negate(x), y);
        return true;
    }

    /// <summary>x with x^2 = (y^2 - 1) / (d y^2 + 1), if there is one (RFC 8032 section 5.1.3).</summary>
    private static bool TryX(in FieldElement y, out FieldElement x)
    {
        var yy = FieldElement.Square(y);
        var u = FieldElement.Carry(FieldElement.Subtract(yy, FieldElement.One));
        var v = FieldElement.Add(FieldElement.Multiply(yy, D), FieldElement.One);
        return FieldElement.TryRoot(u, v, out x);
    }
}
