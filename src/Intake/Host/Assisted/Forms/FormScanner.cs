using System.Diagnostics.CodeAnalysis;

namespace IntegrityChannel.Intake.Host.Assisted.Forms;

// application/x-www-form-urlencoded
//
//   Reference    WHATWG URL, 5.1; the shape that browsers send
//   Input        name=value pairs with & between them; + is a space, %XX a byte
//   Bounds       the caller's buffer; a closed list of names; 1200 fields
/// <summary>
/// Reads a form where it lies: decoding only ever shortens, so the same buffer holds the fields afterwards and no second copy of them exists. Never
/// throws, whatever the bytes are.
/// </summary>
internal static class FormScanner
{
    /// <param name="body">The body; decoded in place, also where it is refused.</param>
    /// <param name="fields">The fields, in that buffer.</param>
    /// <returns>False for anything but a form with known fields and well-formed text.</returns>
    internal static bool TryScan(Memory<byte> body, [NotNullWhen(true)] out FormFields? fields)
    {
        var found = new FormFields();
        fields = null;
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'&');
            var pair = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            var equals = pair.Span.IndexOf((byte)'=');
            if (equals < 0
                || FormFieldNames.Find(pair.Span[..equals]) is not { } field
                || Decode(pair.Span[(equals + 1)..]) is not { } length
                || !found.TryAdd(field, pair.Slice(equals + 1, FormText.Settle(pair.Span.Slice(equals + 1, length)))))
            {
                return false;
            }
        }

        fields = found;
        return true;
    }

    /// <summary>The length after decoding; null for a % that no two digits follow.</summary>
    private static int? Decode(Span<byte> value)
    {
        var written = 0;
        for (var read = 0; read < value.Length; read++)
        {
            var next = value[read];
            if (next == '%')
            {
                if (read + 2 >= value.Length || Digit(value[read + 1]) is not { } high || Digit(value[read + 2]) is not { } low)
                {
                    return null;
                }

                next = (byte)((high << 4) | low);
                read += 2;
            }
            else if (next == '+')
            {
                next = (byte)' ';
            }

            value[written++] = next;
        }

        value[written..].Clear();
        return written;
    }

    private static int? Digit(byte symbol) => symbol switch
    {
        >= (byte)'0' and <= (byte)'9' => symbol - '0',
        >= (byte)'A' and <= (byte)'F' => symbol - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => symbol - 'a' + 10,
        _ => null,
    };
}
