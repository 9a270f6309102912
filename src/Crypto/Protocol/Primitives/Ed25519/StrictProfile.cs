namespace IntegrityChannel.Crypto.Protocol.Primitives.Ed25519;

// The strict profile's checks on encoded points and scalars (docs/protocol.md section 2).
//
// Libraries disagree on encodings that are not canonical and on points with a component of small order; they agree on all
// others. Accepting only canonical encodings of points of prime order therefore gives every verifier the same answer.
/// <summary>Checks on public data; used with every adapter, on public keys at import and on R at each verification.</summary>
internal static class StrictProfile
{
    /// <summary>L = 2^252 + 27742317777372353535851937790883648493, the order of the base point, highest byte first.</summary>
    private static ReadOnlySpan<byte> GroupOrder =>
    [
        0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0x14, 0xde, 0xf9, 0xde, 0xa2, 0xf7, 0x9c, 0xd6, 0x58, 0x12, 0x63, 0x1a, 0x5c, 0xf5, 0xd3, 0xed,
    ];

    /// <summary>True for the canonical encoding of a point of order L: on the curve, no component of small order, not the neutral element.</summary>
    internal static bool IsPrimeOrderPoint(ReadOnlySpan<byte> encoded) => EdwardsPoint.TryDecode(encoded, out var point) && PrimeOrder.Has(point);

    /// <summary>True for 32 little-endian bytes below L.</summary>
    internal static bool IsReducedScalar(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != 32)
        {
            return false;
        }

        for (var i = 31; i >= 0; i--)
        {
            if (scalar[i] != GroupOrder[31 - i])
            {
                return scalar[i] < GroupOrder[31 - i];
            }
        }

        return false;
    }
}
