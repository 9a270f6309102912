using System.Text.Unicode;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>
/// The ending under which a file is saved, by its first bytes and never by what its sender called it. Pictures, PDF and plain text keep one that shows
/// them; everything else, what could run above all, is .bin, so that no double click starts it.
/// </summary>
internal static class FileEnding
{
    /// <summary>How many bytes of a file's beginning are enough.</summary>
    internal const int JudgedLength = 64 * 1024;

    private const string Other = "bin";

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <param name="head">The first <see cref="JudgedLength"/> bytes, or the whole of a shorter file.</param>
    internal static string Of(ReadOnlySpan<byte> head) =>
        Picture(head) ?? (head.StartsWith("%PDF-"u8) ? "pdf" : IsText(head) ? "txt" : Other);

    private static string? Picture(ReadOnlySpan<byte> head) =>
        head.StartsWith(Png) ? "png"
        : head.StartsWith(Jpeg) ? "jpg"
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? "gif"
        : head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? "webp"
        : null;

    /// <summary>UTF-8 without controls. A script or a rich text is text too, and not plain.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        var whole = head.Length < JudgedLength ? head : head[..LastBoundary(head)];
        return !whole.IsEmpty && Utf8.IsValid(whole) && whole.IndexOfAnyInRange((byte)0, (byte)8) < 0 && whole.IndexOfAnyInRange((byte)0x0E, (byte)0x1F) < 0
            && !whole.StartsWith("#!"u8) && !whole.StartsWith(@"{\rtf"u8);
    }

    /// <summary>Where the last letter that may be cut begins.</summary>
    private static int LastBoundary(ReadOnlySpan<byte> head)
    {
        var at = head.Length - 1;
        while (at > head.Length - 4 && (head[at] & 0xC0) == 0x80)
        {
            at--;
        }

        return at;
    }
}
