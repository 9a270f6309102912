namespace IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

// Points of edwards25519, -x^2 + y^2 = 1 + d x^2 y^2, in extended coordinates (x = X/Z, y = Y/Z, T = XY/Z).
//
//   References   RFC 8032 section 5.1; Hisil, Wong, Carter, Dawson 2008 (complete addition, so no special cases)
internal readonly struct EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t)
{
    private static readonly FieldElement D = Constant("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");
    private static readonly FieldElement TwoD = FieldElement.Multiply(FieldElement.Add(D, D), FieldElement.One);
    private static readonly FieldElement RootOfMinusOne = Constant("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");

    private readonly FieldElement x = x, y = y, z = z, t = t;

    private static EdwardsPoint Neutral => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    internal bool IsNeutral => x.IsZero && FieldElement.AreEqual(y, z);

    /// <summary>Decodes 32 bytes. False unless they are the one canonical encoding of a point on the curve.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> bytes, out EdwardsPoint point)
    {
        point = Neutral;
        if (bytes.Length != 32 || !FieldElement.TryRead(bytes, out var y) || !TryRoot(y, out var x))
        {
            return false;
        }

        var odd = bytes[31] >> 7 == 1;
        if (odd && x.IsZero)
        {
            return false;
        }

        if (x.IsOdd != odd)
        {
            x = FieldElement.Negate(x);
        }

        point = new(x, y, FieldElement.One, FieldElement.Multiply(x, y));
        return true;
    }

    /// <summary>Multiplies by a public scalar given as digits of four bits, highest first.</summary>
    internal EdwardsPoint MultiplyBy(ReadOnlySpan<byte> digits)
    {
        Span<EdwardsPoint> multiples = stackalloc EdwardsPoint[16];
        multiples[0] = Neutral;
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = Add(multiples[i - 1], this);
        }

        var sum = Neutral;
        foreach (var digit in digits)
        {
            sum = Double(Double(Double(Double(sum, false), false), false), digit != 0);
            sum = digit == 0 ? sum : Add(sum, multiples[digit]);
        }

        return sum;
    }

    internal static EdwardsPoint Add(in EdwardsPoint p, in EdwardsPoint q)
    {
        var a = FieldElement.Multiply(FieldElement.Subtract(p.y, p.x), FieldElement.Subtract(q.y, q.x));
        var b = FieldElement.Multiply(FieldElement.Add(p.y, p.x), FieldElement.Add(q.y, q.x));
        var c = FieldElement.Multiply(FieldElement.Multiply(p.t, q.t), TwoD);
        var zz = FieldElement.Multiply(p.z, q.z);
        var d = FieldElement.Add(zz, zz);
        var e = FieldElement.Subtract(b, a);
        var f = FieldElement.Subtract(d, c);
        var g = FieldElement.Add(d, c);
        var h = FieldElement.Add(b, a);
        return new(FieldElement.Multiply(e, f), FieldElement.Multiply(g, h), FieldElement.Multiply(f, g), FieldElement.Multiply(e, h));
    }

    /// <summary>Doubles; T is only computed when an addition follows, since doubling does not read it.</summary>
    private static EdwardsPoint Double(in EdwardsPoint p, bool withT)
    {
        var a = FieldElement.Square(p.x);
        var b = FieldElement.Square(p.y);
        var zz = FieldElement.Square(p.z);
        var h = FieldElement.Add(a, b);
        var e = FieldElement.Subtract(h, FieldElement.Square(FieldElement.Add(p.x, p.y)));
        var g = FieldElement.Subtract(a, b);
        var f = FieldElement.Add(FieldElement.Add(zz, zz), g);
        return new(
            FieldElement.Multiply(e, f),
            FieldElement.Multiply(g, h),
            FieldElement.Multiply(f, g),
            withT ? FieldElement.Multiply(e, h) : FieldElement.Zero);
    }

    /// <summary>x with x^2 = (y^2 - 1) / (d y^2 + 1), if there is one (RFC 8032 section 5.1.3).</summary>
    private static bool TryRoot(in FieldElement y, out FieldElement x)
    {
        var yy = FieldElement.Square(y);
        // Carried by a multiplication: u is the right side of a subtraction below.
        var u = FieldElement.Multiply(FieldElement.Subtract(yy, FieldElement.One), FieldElement.One);
        var v = FieldElement.Add(FieldElement.Multiply(yy, D), FieldElement.One);
        var v3 = FieldElement.Multiply(FieldElement.Square(v), v);
        var v7 = FieldElement.Multiply(FieldElement.Square(v3), v);
        x = FieldElement.Multiply(FieldElement.Multiply(u, v3), FieldElement.PowP58(FieldElement.Multiply(u, v7)));
        var check = FieldElement.Multiply(FieldElement.Square(x), v);
        if (FieldElement.AreEqual(check, u))
        {
            return true;
        }

        x = FieldElement.Multiply(x, RootOfMinusOne);
        return FieldElement.Add(check, u).IsZero;
    }

    private static FieldElement Constant(string littleEndian) =>
        FieldElement.TryRead(Convert.FromHexString(littleEndian), out var value) ? value : throw new InvalidOperationException();
}
