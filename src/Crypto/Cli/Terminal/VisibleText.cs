using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>
/// Other people's words on a terminal: an escape sequence could move the cursor, recolour lines above or forge our own output, and a bidirectional
/// control could turn words around. Every character that is no letter, mark, number, sign or space is written as its number: {001B}. Each line starts
/// with a bar, so that no line of a text can pass for one of ours.
/// </summary>
internal static class VisibleText
{
    private static ReadOnlySpan<byte> Bar => "  | "u8;

    /// <summary>Writes a text of several lines, each behind a bar.</summary>
    internal static void WriteLines(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        foreach (var line in utf8.Split((byte)'\n'))
        {
            output.Write(Bar);
            WriteWords(output, utf8[line].TrimEnd((byte)'\r'));
            output.Write("\n"u8);
        }
    }

    /// <summary>Words for a line of ours.</summary>
    internal static string Of(string words)
    {
        var writer = new ArrayBufferWriter<byte>();
        WriteWords(writer, Encoding.UTF8.GetBytes(words));
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    /// <summary>Writes words within a line of ours: line ends are made visible too.</summary>
    internal static void WriteWords(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            if (status == OperationStatus.Done && IsHarmless(rune))
            {
                output.Write(utf8[..length]);
            }
            else
            {
                output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{{rune.Value:X4}}}")));
            }

            utf8 = utf8[length..];
        }
    }

    /// <summary>A joiner only shapes the letters or pictures beside it; every other format character is shown.</summary>
    private static bool IsHarmless(Rune rune) => rune.Value is '\t' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };
}
