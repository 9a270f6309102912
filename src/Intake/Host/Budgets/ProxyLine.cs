using System.Buffers;
using System.Net;
using System.Text;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// The first line of a connection in the PROXY protocol, version 1 (HAProxy's specification): <c>PROXY TCP4 192.0.2.1 192.0.2.2 50000 443</c>. nginx's stream
/// module, HAProxy and Tor write it. It is not a header of a request: no request can hold one, and none is read from there.
/// </summary>
internal static class ProxyLine
{
    /// <summary>Longest line in bytes, with its end.</summary>
    internal const int Longest = 107;

    private static ReadOnlySpan<byte> End => "\r\n"u8;

    /// <summary>Looks at what came so far.</summary>
    /// <param name="bytes">From the beginning of the connection.</param>
    /// <param name="line">What it says, where it is whole.</param>
    /// <returns>False where more bytes are needed.</returns>
    /// <exception cref="InvalidDataException">This is no such line.</exception>
    internal static bool TryRead(ReadOnlySequence<byte> bytes, out (IPAddress? Address, int Length) line)
    {
        Span<byte> head = stackalloc byte[(int)Math.Min(bytes.Length, Longest)];
        bytes.Slice(0, head.Length).CopyTo(head);
        var end = head.IndexOf(End);
        if (end < 0)
        {
            line = default;
            return head.Length == Longest ? throw new InvalidDataException() : false;
        }

        line = (Address(head[..end]), end + End.Length);
        return true;
    }

    private static IPAddress? Address(ReadOnlySpan<byte> line)
    {
        var words = Encoding.ASCII.GetString(line).Split(' ');
        return words switch
        {
            ["PROXY", "UNKNOWN", ..] => null,
            ["PROXY", "TCP4" or "TCP6", var from, _, _, _] when IPAddress.TryParse(from, out var address) => address,
            _ => throw new InvalidDataException(),
        };
    }
}
