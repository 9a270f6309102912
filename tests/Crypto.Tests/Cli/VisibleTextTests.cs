using System.Text;
using IntegrityChannel.Crypto.Cli.Terminal;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>Other people's words cannot steer a terminal, nor pass for a line of the program.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("gewoon é ü ß 😟 👩‍💻 ½\t.", "gewoon é ü ß 😟 👩‍💻 ½\t.")]
    [InlineData("\u001b[2J\u001b]0;titel\u0007", "{001B}[2J{001B}]0;titel{0007}")]
    [InlineData("a\u009bb\u0085c\u007fd\0e", "a{009B}b{0085}c{007F}d{0000}e")]
    [InlineData("a\u202eb\u2066c\u200fd\u2028e\u00adf", "a{202E}b{2066}c{200F}d{2028}e{00AD}f")]
    [InlineData("\ufeff\ue000\U000E0041", "{FEFF}{E000}{E0041}")]
    public void What_is_no_sign_is_written_as_its_number(string typed, string shown) => Assert.Equal($"  | {shown}\n", Lines(typed));

    [Fact]
    public void Every_line_stands_behind_a_bar_whatever_ends_it() =>
        Assert.Equal("  | een\n  | twee{000D}drie\n  | \n", Lines("een\r\ntwee\rdrie\n"));

    [Fact]
    public void A_line_end_within_a_line_of_ours_is_shown()
    {
        using var buffer = new WipedBuffer();
        VisibleText.WriteWords(buffer, "naam\nverzonnen: regel"u8);
        Assert.Equal("naam{000A}verzonnen: regel", Encoding.UTF8.GetString(buffer.Written.Span));
    }

    [Fact]
    public void A_buffer_wipes_what_it_held_when_it_grows_and_ends()
    {
        var buffer = new WipedBuffer();
        "geheim"u8.CopyTo(buffer.GetSpan(6));
        buffer.Advance(6);
        var first = buffer.Written;
        buffer.GetSpan(100_000);
        Assert.DoesNotContain(first.ToArray(), value => value != 0);
        var second = buffer.Written;
        Assert.Equal("geheim"u8.ToArray(), second.ToArray());
        buffer.Dispose();
        Assert.DoesNotContain(second.ToArray(), value => value != 0);
    }

    private static string Lines(string typed)
    {
        using var buffer = new WipedBuffer();
        VisibleText.WriteLines(buffer, Encoding.UTF8.GetBytes(typed));
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }
}
