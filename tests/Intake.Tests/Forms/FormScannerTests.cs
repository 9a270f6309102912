using System.Globalization;
using System.Text;
using IntegrityChannel.Intake.Host.Assisted.Forms;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>The reader of forms: what it takes, what it refuses, and that nothing at all makes it throw.</summary>
public sealed class FormScannerTests
{
    private static readonly string[] Samples =
    [
        "step=send&story=Eerste+regel%0D%0Atweede+%C3%A9%F0%9F%91%AE&involved=00112233445566778899aabbccddeeff&involved=ffeeddccbbaa99887766554433221100&group=07xy",
        "step=read&code=07XY-W7KP-BC34-9B55-939A-M7TK-GVGB",
        "step=answer&answer=%26%3D%25%00%7F&act=2&after=12",
        "story=",
    ];

    private static int Count => int.Parse(Environment.GetEnvironmentVariable("INTEGRITY_FUZZ") ?? (Environment.GetEnvironmentVariable("CI") is null ? "10000" : "100000"), CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("story=a+b%20c%2Bd", "a b c+d")]
    [InlineData("story=%c3%A9%E2%82%AC", "é€")]
    [InlineData("story=een%0D%0Atwee%0Ddrie%0Avier", "een\ntwee\ndrie\nvier")]
    [InlineData("story=%0D%0A", "\n")]
    [InlineData("story=%00%1F%7F%09x", "   \tx")]
    [InlineData("story=a%3Db%26c", "a=b&c")]
    [InlineData("story=a=b", "a=b")]
    [InlineData("story=1&", "1")]
    public void Text_comes_out_as_it_was_typed(string body, string text) => Assert.Equal(text, Read(body, FormField.Story));

    [Theory]
    [InlineData("story=%")]
    [InlineData("story=%4")]
    [InlineData("story=%GG")]
    [InlineData("story=%C3")]
    [InlineData("story=%ED%A0%80")]
    [InlineData("story=1&story=2")]
    [InlineData("Story=1")]
    [InlineData("stories=1")]
    [InlineData("story")]
    [InlineData("&story=1")]
    public void Anything_else_is_refused(string body) => Assert.Null(Read(body, FormField.Story));

    [Fact]
    public void Ticked_boxes_may_repeat_up_to_a_bound()
    {
        Assert.True(FormScanner.TryScan(Bytes(string.Join('&', Enumerable.Repeat("involved=x", FormFields.Most))), out var fields));
        Assert.Equal(FormFields.Most, fields.All(FormField.Involved).Count());
        Assert.False(FormScanner.TryScan(Bytes(string.Join('&', Enumerable.Repeat("involved=x", FormFields.Most + 1))), out _));
    }

    [Fact]
    public void The_buffer_holds_the_text_once()
    {
        var body = Bytes("story=%6B%61narie&who=x");
        Assert.True(FormScanner.TryScan(body, out var fields));
        Assert.True(body.AsSpan().Overlaps(fields[FormField.Story].Span));
        Assert.Equal(1, Encoding.UTF8.GetString(body).Split("kanarie").Length - 1);
    }

    [Fact]
    public void Damaged_forms_are_answered_without_an_exception_and_in_bounded_memory()
    {
        var seed = Environment.GetEnvironmentVariable("INTEGRITY_FUZZ_SEED") is { } chosen ? int.Parse(chosen, CultureInfo.InvariantCulture) : Random.Shared.Next();
        Assert.Null(FirstFault(body => FormScanner.TryScan(body, out _), new Random(seed)) is { } fault ? $"INTEGRITY_FUZZ_SEED={seed}: {fault}" : null);
    }

    /// <summary>The control.</summary>
    [Fact]
    public void A_scanner_that_trusts_a_percent_sign_would_be_found() =>
        Assert.NotNull(FirstFault(body => body.AsSpan().IndexOf((byte)'%') is var at && (at < 0 || Convert.FromHexString(Encoding.ASCII.GetString(body, at + 1, 2)).Length == 1), new Random(1)));

    private static string? FirstFault(Func<byte[], bool> read, Random random)
    {
        for (var number = 0; number < Count; number++)
        {
            var input = Damage(random);
            var (copy, before) = ((byte[])input.Clone(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                read(copy);
            }
#pragma warning disable CA1031 // Any exception at all is what this looks for.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return $"{fault.GetType().Name} for {Convert.ToHexStringLower(input)}";
            }

            if (GC.GetAllocatedBytesForCurrentThread() - before > (64 * 1024) + (64L * input.Length))
            {
                return $"too much memory for {Convert.ToHexStringLower(input)}";
            }
        }

        return null;
    }

    private static byte[] Damage(Random random)
    {
        var bytes = Bytes(Samples[random.Next(Samples.Length)]).ToList();
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, "%&=+"u8[random.Next(4)]); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, at)); break;
            }
        }

        return [.. bytes];
    }

    private static string? Read(string body, FormField field) =>
        FormScanner.TryScan(Bytes(body), out var fields) ? Encoding.UTF8.GetString(fields[field].Span) : null;

    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);
}
