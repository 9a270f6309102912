namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>How text is kept that came from a form.</summary>
internal static class FormText
{
    /// <summary>
    /// Makes every line break one LF, as all pages write it (forms send CR LF), and a space of every other control character, which no keyboard types
    /// and no page shows. In place; the new length.
    /// </summary>
    internal static int Settle(Span<byte> text)
    {
        var written = 0;
        for (var read = 0; read < text.Length; read++)
        {
            var next = text[read];
            if (next == '\r')
            {
                read += read + 1 < text.Length && text[read + 1] == '\n' ? 1 : 0;
                next = (byte)'\n';
            }

            text[written++] = next is < 0x20 and not (byte)'\n' and not (byte)'\t' or 0x7F ? (byte)' ' : next;
        }

        text[written..].Clear();
        return written;
    }
}
