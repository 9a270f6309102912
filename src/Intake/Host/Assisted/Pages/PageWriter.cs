using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Pages;

/// <summary>
/// A page of this path as bytes, from the first to the last: words of people are escaped from their bytes into this pinned buffer, and from there they go
/// to the connection. The buffer is wiped wherever it grew, and at the end.
/// </summary>
internal sealed class PageWriter : IDisposable
{
    /// <summary>Every page is this long, or twice, four times … as long: the length tells little of what stands in it.</summary>
    internal const int Floor = 32 * 1024;

    private byte[] buffer = PinnedBytes.Create(Floor);
    private int length;

    /// <summary>Markup of ours, as it stands.</summary>
    internal PageWriter Markup(ReadOnlySpan<byte> markup)
    {
        markup.CopyTo(Room(markup.Length));
        length += markup.Length;
        return this;
    }

    /// <summary>Text that is no secret: of a language file, the directory, the settings.</summary>
    internal PageWriter Say(string text)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            Words(bytes[..rune.EncodeToUtf8(bytes)]);
        }

        return this;
    }

    /// <summary>Words of people, in UTF-8: nothing in them is markup, in text and in attributes alike.</summary>
    internal PageWriter Words(ReadOnlySpan<byte> words)
    {
        foreach (var next in words)
        {
            var written = next switch
            {
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'&' => "&amp;"u8,
                (byte)'"' => "&quot;"u8,
                (byte)'\'' => "&#39;"u8,
                (byte)'\n' => "&#10;"u8,
                _ => new ReadOnlySpan<byte>(in next),
            };
            written.CopyTo(Room(written.Length));
            length += written.Length;
        }

        return this;
    }

    /// <summary>The page, filled up with spaces to its bucket; void after disposing.</summary>
    internal ReadOnlyMemory<byte> Finish()
    {
        var size = Floor;
        while (size < length)
        {
            size *= 2;
        }

        Room(size - length).Fill((byte)' ');
        length = size;
        return buffer.AsMemory(0, length);
    }

    /// <summary>Forgets what was written, to write another page instead.</summary>
    internal void Clear()
    {
        CryptographicOperations.ZeroMemory(buffer);
        length = 0;
    }

    public void Dispose() => Clear();

    private Span<byte> Room(int wanted)
    {
        if (buffer.Length - length < wanted)
        {
            var larger = PinnedBytes.Create(Math.Max(2 * buffer.Length, length + wanted));
            buffer.AsSpan(0, length).CopyTo(larger);
            CryptographicOperations.ZeroMemory(buffer);
            buffer = larger;
        }

        return buffer.AsSpan(length, wanted);
    }
}
