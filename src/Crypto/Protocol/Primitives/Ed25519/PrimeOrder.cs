namespace IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

// Whether a point P of edwards25519 has order L, without multiplying by L: a third of the work, and the same answer for every point of the curve.
//
//   References   Pornin, "Point-Halving and Subgroup Membership in Twisted Edwards Curves" (ePrint 2022/1164), for the first step;
//                Koshelev, "Subgroup membership testing on elliptic curves via the Tate pairing" (ePrint 2022/037), for the second;
//                Silverman, "The Arithmetic of Elliptic Curves", III.4.5 (the isogenies), X.4.9 (descent), XI.9 (the Tate pairing)
//   Oracle       tests/Crypto.Tests/Primitives/PrimeOrderTests multiplies by L in big integers and must agree in all eight cosets
//
// The group has 8 L points, L prime, and its part of order 8 is cyclic. So the points of order 1 and L are exactly 8E.
//
//   E  : v^2 = u (u^2 + a u + 1), a = 486662, the same curve: u = (1 + y) / (1 - y), v = c u / x, c^2 = -(a + 2)
//   E' : V^2 = U (U^2 - 2 a U + a^2 - 4) = U (U - a - 2) (U - a + 2), with the isogenies of degree two φ: E -> E', ψ: E' -> E and ψ φ = 2
//
// Step 1, P in 2E. ψ(E') is the set of the points whose u is a square, and has index two in E. Since ψ φ = 2 it contains 2E, whose index is two as well:
//   both are the same. u is a square exactly if (1 + y)(1 - y) = 1 - y^2 is one. Let r^2 = 1 - y^2 and w = r / (1 - y), so w^2 = u. Then
//   P' = (U, 2 w U) with U = a + 2 u - 2 v / w is one of the two points with ψ(P') = P; the other one is P' + N', N' = (0, 0), got from -r.
//
// Step 2, P in 8E. Let T' be a point of E' of order 4 with 2 T' = (a + 2, 0). The line V = m (U - a - 2) touches E' in T' if m = s - 2 or m = s + 2,
//   s^2 = a + 2. The function f = (V - m (U - a - 2))^2 / (U - a - 2) has the divisor 4(T') - 4(O) and leading coefficient one at O. So
//   t(P') = f(P')^((p-1)/4) is the Tate pairing of T' and P' (p - 1 is a multiple of 4): a homomorphism from E' to the fourth roots of one.
//   t(N') = (-(m s)^2)^((p-1)/4) = -(m s | p), and (s - 2)(s + 2) s^2 = (a^2 - 4) is not a square, so one of the two m makes m s a non-square: that m
//   is taken. Then t(N') = 1, and t(P') does not depend on the choice of P': h(P) = t(P') is a homomorphism from 2E to the fourth roots of one.
//   2E is cyclic of order 4 L. h is 1 on the points of order L, since L is odd. It is not 1 on the point N of order two (a test holds it for N plus the
//   base point), which is twice a point of order 4; so h has order 4, and nothing else is in its kernel: h(P) = 1 exactly if P is in 8E.
//
// f is needed up to fourth powers only, so no division is left: with D = (1 - y) x, UD = x (a (1 - y) + 2 (1 + y)) - 2 c r, Z = UD - (a + 2) D and
//   N = 2 r UD - m (1 - y) Z, f equals N^2 (1 - y) (x Z)^3 times a fourth power. It is zero, and fails, for points of small order alone: x = 0 or
//   y = 1 are the points of order 1 and 2; Z = 0 or N = 0 say that P' is (a + 2, 0) or T', of order 2 or 4. Points of prime order never meet these.
//
// libsodium's crypto_core_ed25519_is_valid_point is not used: before 2026 it accepts points of order 2 L (CVE-2025-69277), and the library is the system's.
internal static class PrimeOrder
{
    private static readonly FieldElement A = FieldElement.FromSmall(486662);
    private static readonly FieldElement APlusTwo = FieldElement.FromSmall(486664);

    // c and s - 2 as above; tests derive both anew.
    private static readonly FieldElement C = FieldElement.Constant("067e45ffaa046ecc821a7d4bd1d3a1c57e4ffc03dc087bd2bb06a060f4ed260f");
    private static readonly FieldElement M = FieldElement.Constant("1344889cef48a2e963934a28c7115a63efa6f4d77aa71fc2afc2a9f997f4e46b");

    /// <summary>True for a point of order L: no component of small order, not the neutral element.</summary>
    internal static bool Has(in EdwardsPoint point)
    {
        var ySquared = FieldElement.Square(point.Y);
        return FieldElement.TryRoot(FieldElement.Carry(FieldElement.Subtract(FieldElement.One, ySquared)), FieldElement.One, out var r)
            && IsFourthPower(Pairing(point.X, point.Y, r));
    }

    /// <summary>f(P') times a fourth power.</summary>
    private static FieldElement Pairing(in FieldElement x, in FieldElement y, in FieldElement r)
    {
        var above = FieldElement.Add(FieldElement.One, y);
        var below = FieldElement.Subtract(FieldElement.One, y);
        var first = FieldElement.Multiply(x, FieldElement.Add(FieldElement.Multiply(A, below), FieldElement.Add(above, above)));
        var cr = FieldElement.Multiply(C, r);
        var second = FieldElement.Add(cr, cr);
        var u = FieldElement.Subtract(first, second);
        var z = FieldElement.Subtract(first, FieldElement.Add(second, FieldElement.Multiply(APlusTwo, FieldElement.Multiply(below, x))));
        var line = FieldElement.Subtract(
            FieldElement.Multiply(FieldElement.Add(r, r), u), FieldElement.Multiply(M, FieldElement.Multiply(below, z)));
        var xz = FieldElement.Multiply(x, z);
        return FieldElement.Multiply(FieldElement.Multiply(FieldElement.Square(line), below), FieldElement.Multiply(FieldElement.Square(xz), xz));
    }

    /// <summary>g^((p-1)/4) = 1, by (p-1)/4 = 2 (2^252 - 3) + 1.</summary>
    private static bool IsFourthPower(in FieldElement g) =>
        FieldElement.AreEqual(FieldElement.Multiply(FieldElement.Square(FieldElement.PowP58(g)), g), FieldElement.One);
}
