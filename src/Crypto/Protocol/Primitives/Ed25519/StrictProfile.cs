namespace IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

// The strict profile's checks on encoded points and scalars (docs/protocol.md section 2).
//
// Libraries disagree on encodings that are not canonical and on points with a component of small order; they agree on all
// others. Accepting only canonical encodings of points of prime order therefore gives every verifier the same answer.
/// <summary>Checks on public data; used with every adapter, on public keys at import and on R at each verification.</summary>
internal static class StrictProfile
{
    /// <summary>L = 2^252 + 27742317777372353535851937790883648493, the order of the base point, as 64 digits of four bits, highest first.</summary>
    private static ReadOnlySpan<byte> GroupOrderDigits =>
    [
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 4, 13, 14, 15, 9, 13, 14, 10, 2, 15, 7, 9, 12, 13, 6, 5, 8, 1, 2, 6, 3, 1, 10, 5, 12, 15, 5, 13, 3, 14, 13,
    ];

    /// <summary>True for the canonical encoding of a point of order L: on the curve, no component of small order, not the neutral element.</summary>
    internal static bool IsPrimeOrderPoint(ReadOnlySpan<byte> encoded) =>
        EdwardsPoint.TryDecode(encoded, out var point) && HasPrimeOrder(point);

    internal static bool HasPrimeOrder(in EdwardsPoint point) => !point.IsNeutral && point.MultiplyBy(GroupOrderDigits).IsNeutral;

    /// <summary>True for 32 little-endian bytes below L.</summary>
    internal static bool IsReducedScalar(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != 32)
        {
            return false;
        }

        for (var i = 31; i >= 0; i--)
        {
            var order = (GroupOrderDigits[62 - (2 * i)] << 4) | GroupOrderDigits[63 - (2 * i)];
            if (scalar[i] != order)
            {
                return scalar[i] < order;
            }
        }

        return false;
    }
}
