using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Tests.Primitives;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Codes;

public sealed class CheckSymbolTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = ReferenceCode.SymbolCount;

    /// <summary>All 868 single errors of a code; the suggestion, if one is shown, is the true code or a swap explains the word too.</summary>
    [Fact]
    public void Every_single_error_is_detected_and_mended_unless_it_is_ambiguous()
    {
        var entropy = new SeededEntropy("10");
        var (shown, all) = (0, 0);
        for (var round = 0; round < 1; round++)
        {
            using var code = ReferenceCode.Create(entropy);
            var right = ReferenceCodeTests.Symbols(code);
            foreach (var typed in SingleErrors(right))
            {
                var wrong = Assert.IsType<CodeReading.Wrong>(CodeReader.Read(typed));
                var expected = Neighbours(typed).Distinct().ToList();
                Assert.Contains(right, expected);
                Assert.Equal(expected.Count == 1, wrong.Suggestion is not null);
                all++;
                if (wrong.Suggestion is { } suggestion)
                {
                    shown++;
                    Assert.Equal(ReferenceCodeTests.Text(code), suggestion.Text.ToString());
                    Assert.Equal(Enumerable.Range(0, Length).First(i => typed[i] != right[i]) / 4, suggestion.Group);
                }
            }
        }

        Assert.Equal(Length * 31, all);
        Assert.True(shown > all * 9 / 10, $"{shown} of {all}");
    }

    [Fact]
    public void Every_swap_of_neighbours_is_detected()
    {
        var entropy = new SeededEntropy("11");
        for (var round = 0; round < 10; round++)
        {
            using var code = ReferenceCode.Create(entropy);
            var right = ReferenceCodeTests.Symbols(code);
            for (var i = 0; i + 1 < Length; i++)
            {
                if (right[i] == right[i + 1])
                {
                    continue;
                }

                var typed = right[..i] + right[i + 1] + right[i] + right[(i + 2)..];
                var wrong = Assert.IsType<CodeReading.Wrong>(CodeReader.Read(typed));
                var expected = Neighbours(typed).Distinct().ToList();
                Assert.Contains(right, expected);
                Assert.Equal(expected.Count == 1 ? ReferenceCodeTests.Text(code) : null, wrong.Suggestion?.Text.ToString());
            }
        }
    }

    [Fact]
    public void Sampled_double_errors_are_detected()
    {
        var entropy = new SeededEntropy("12");
        for (var round = 0; round < 5_000; round++)
        {
            using var code = ReferenceCode.Create(entropy);
            var symbols = ReferenceCodeTests.Symbols(code).ToCharArray();
            var first = entropy.Below(Length);
            var second = (first + 1 + entropy.Below(Length - 1)) % Length;
            symbols[first] = Another(symbols[first], entropy);
            symbols[second] = Another(symbols[second], entropy);
            Assert.IsType<CodeReading.Wrong>(CodeReader.Read(symbols));
        }
    }

    private static char Another(char symbol, SeededEntropy entropy) =>
        Alphabet[(Alphabet.IndexOf(symbol, StringComparison.Ordinal) + 1 + entropy.Below(31)) % 32];

    private static IEnumerable<string> SingleErrors(string word) =>
        from i in Enumerable.Range(0, Length)
        from symbol in Alphabet
        where symbol != word[i]
        select word[..i] + symbol + word[(i + 1)..];

    /// <summary>Every valid code one error or one swap away, by trying all of them.</summary>
    private static IEnumerable<string> Neighbours(string word)
    {
        var swaps = from i in Enumerable.Range(0, Length - 1)
                    where word[i] != word[i + 1]
                    select word[..i] + word[i + 1] + word[i] + word[(i + 2)..];
        return SingleErrors(word).Concat(swaps).Where(IsCode);
    }

    private static bool IsCode(string word)
    {
        Span<byte> symbols = stackalloc byte[Length];
        for (var i = 0; i < Length; i++)
        {
            symbols[i] = (byte)Alphabet.IndexOf(word[i], StringComparison.Ordinal);
        }

        return ReferenceCode.IsWellFormed(symbols);
    }
}
