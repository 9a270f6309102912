using System.Text;
using System.Text.Unicode;

namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>
/// Text as its UTF-8 bytes, checked to be well formed. Words of people stay in this shape and never become a string on a server: a string
/// cannot be wiped and finds its way into logs, so <see cref="ToString"/> tells the length only.
/// </summary>
public readonly struct Utf8Text : IEquatable<Utf8Text>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlyMemory<byte> bytes;

    private Utf8Text(ReadOnlyMemory<byte> bytes) => this.bytes = bytes;

    /// <summary>The UTF-8 bytes, in place.</summary>
    public ReadOnlySpan<byte> Span => bytes.Span;

    /// <summary>The UTF-8 bytes, in place.</summary>
    public ReadOnlyMemory<byte> Memory => bytes;

    /// <summary>True where there is nothing but white space of ASCII.</summary>
    public bool IsBlank => Span.TrimStart(" \t\r\n"u8).IsEmpty;

    /// <summary>Encodes a string that is no secret: a test's text, a command's argument.</summary>
    /// <exception cref="EncoderFallbackException">A lone surrogate.</exception>
    public static Utf8Text From(string text) => new(Strict.GetBytes(text));

    /// <summary>Takes bytes if they are well-formed UTF-8.</summary>
    public static bool TryCreate(ReadOnlyMemory<byte> source, out Utf8Text text)
    {
        var valid = Utf8.IsValid(source.Span);
        text = valid ? new(source) : default;
        return valid;
    }

    /// <summary>The text as a string, for names and for tools that print to the person who opened it.</summary>
    public string ToPublicString() => Strict.GetString(Span);

    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public override string ToString() => $"text of {Span.Length} bytes";

    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Equals(right);

    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Equals(right);
}
