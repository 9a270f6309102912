using System.Buffers;
using System.Text;
using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>What a command says: lines for people, or with --json one JSON value on a line. Written as bytes, in one piece, from a buffer that is wiped.</summary>
internal sealed class Printout(Stream output, bool json)
{
    /// <summary>Whether the caller asked for JSON.</summary>
    internal bool Json => json;

    /// <summary>Standard output of the process.</summary>
    internal static Printout Standard(bool json) => new(Console.OpenStandardOutput(), json);

    /// <summary>Says one thing in whichever form was asked for, and hands it to the system before it returns.</summary>
    internal async Task SayAsync(Action<Lines> lines, Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        using var buffer = new WipedBuffer();
        if (json)
        {
            WriteObject(buffer, members);
        }
        else
        {
            lines(new Lines(buffer));
        }

        await output.WriteAsync(buffer.Written, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    // The encoder of the base library escapes everything beyond printable ASCII: nothing in it can steer a terminal.
    private static void WriteObject(WipedBuffer buffer, Action<Utf8JsonWriter> members)
    {
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }
}

/// <summary>Lines for people.</summary>
internal sealed class Lines(WipedBuffer buffer)
{
    /// <summary>Our own words; whatever in them is no plain sign is made visible all the same.</summary>
    internal Lines Say(string words = "")
    {
        VisibleText.WriteWords(buffer, Encoding.UTF8.GetBytes(words));
        buffer.Write("\n"u8);
        return this;
    }

    /// <summary>A name and its value in a column.</summary>
    internal Lines Row(string name, string value) => Say($"{name + ":",-18}{value}");

    /// <summary>A code on a line of its own, copied without a string.</summary>
    internal Lines Secret(ReadOnlySpan<char> code)
    {
        var length = Encoding.ASCII.GetBytes(code, buffer.GetSpan(code.Length));
        buffer.Advance(length);
        buffer.Write("\n"u8);
        return this;
    }

    /// <summary>Somebody's text.</summary>
    internal Lines Quote(Utf8Text text)
    {
        VisibleText.WriteLines(buffer, text.Span);
        return this;
    }
}
