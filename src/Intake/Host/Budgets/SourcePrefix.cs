using System.Net;
using System.Net.Sockets;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// The part of an address that counts as one source: 24 bits of IPv4, 48 of IPv6. Tor, which has no addresses to tell, writes the number of a circuit into
/// one (<c>HiddenServiceExportCircuitID haproxy</c>); of that all bits count.
/// </summary>
internal static class SourcePrefix
{
    internal const int Size = 16;

    private const int V4Bytes = 3;
    private const int V6Bytes = 6;

    // fc00:dead:beef:4dad::/64, which Tor chose for circuits (its manual, HiddenServiceExportCircuitID).
    private static ReadOnlySpan<byte> Circuits => [0xfc, 0x00, 0xde, 0xad, 0xbe, 0xef, 0x4d, 0xad];

    /// <summary>Writes sixteen bytes: what does not count is zero.</summary>
    internal static void Write(IPAddress address, Span<byte> prefix)
    {
        prefix.Clear();
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[Size];
        address.TryWriteBytes(bytes, out var length);
        var counts = address.AddressFamily == AddressFamily.InterNetwork ? V4Bytes : bytes.StartsWith(Circuits) ? length : V6Bytes;
        bytes[..counts].CopyTo(prefix);
        bytes.Clear();
    }
}
