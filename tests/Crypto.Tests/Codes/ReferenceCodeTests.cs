using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Testing;
using IntegrityChannel.Crypto.Tests.Primitives;

namespace IntegrityChannel.Crypto.Tests.Codes;

public sealed class ReferenceCodeTests
{
    [Fact]
    public void Known_codes_are_printed_and_read_as_frozen()
    {
        foreach (var (secret, text) in FrozenCodes.All)
        {
            using var code = ReferenceCode.FromSecret(Convert.FromHexString(secret));
            Assert.Equal(text, Text(code));
            using var read = Complete(text);
            Assert.Equal(text, Text(read));
        }
    }

    [Fact]
    public void The_keys_of_a_code_are_as_frozen()
    {
        using var code = ReferenceCode.FromSecret(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        using var keys = code.DeriveKeys(Id16.From(Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")));
        Assert.Equal(FrozenCodes.MailboxId, Convert.ToHexStringLower(keys.MailboxId.Span));
        Assert.Equal(FrozenCodes.Lookup, Convert.ToHexStringLower(keys.Lookup.Span));
        Assert.Equal(FrozenCodes.AuthPublicKey, Convert.ToHexStringLower(keys.Auth.PublicKey.Span));
        Assert.Equal(FrozenCodes.KemKeyId, Convert.ToHexStringLower(Sic.KemKeyId(keys.Kem.PublicKey.Span).Span));
    }

    [Fact]
    public void Codes_of_another_organisation_or_secret_share_no_key()
    {
        using var code = ReferenceCode.Create(new SeededEntropy("1"));
        using var other = ReferenceCode.Create(new SeededEntropy("2"));
        using var a = code.DeriveKeys(Id16.Zeros);
        using var b = code.DeriveKeys(Id16.Ones);
        using var c = other.DeriveKeys(Id16.Zeros);
        Assert.Equal(3, new[] { a, b, c }.Select(k => k.Lookup).Distinct().Count());
        Assert.Equal(3, new[] { a, b, c }.Select(k => k.Auth.PublicKey).Distinct().Count());
        Assert.Equal(3, new[] { a, b, c }.Select(k => k.Kem.PublicKey).Distinct().Count());
    }

    [Fact]
    public void The_first_symbol_is_always_0_to_7()
    {
        var entropy = new SeededEntropy("3");
        for (var i = 0; i < 200; i++)
        {
            using var code = ReferenceCode.Create(entropy);
            Assert.InRange(Text(code)[0], '0', '7');
        }
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}\r\n")]
    public void Spaces_dashes_and_case_do_not_matter(string format)
    {
        using var code = ReferenceCode.Create(new SeededEntropy("4"));
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Text(code));
        foreach (var variant in new[]
        {
            text,
            text.ToLowerInvariant(),
            text.Replace("-", "", StringComparison.Ordinal),
            text.Replace('-', ' '),
            text.Replace('-', '\u2013'),
            text.Replace("-", "\u00A0\u200B", StringComparison.Ordinal),
            string.Join("\u00AD", text.AsEnumerable()),
        })
        {
            using var read = Complete(variant);
            Assert.Equal(Text(code), Text(read));
        }
    }

    [Fact]
    public void Look_alikes_read_as_digits_at_every_place()
    {
        foreach (var (typed, meant) in new[] { ('I', '1'), ('i', '1'), ('L', '1'), ('l', '1'), ('O', '0'), ('o', '0') })
        {
            var entropy = new SeededEntropy("5");
            for (var i = 0; i < 100; i++)
            {
                using var code = ReferenceCode.Create(entropy);
                using var read = Complete(Text(code).Replace(meant, typed));
                Assert.Equal(Text(code), Text(read));
            }
        }
    }

    [Theory]
    [InlineData("U", "U")]
    [InlineData("0123-u", "u")]
    [InlineData("0123 é", "é")]
    [InlineData("01\U0001F600", "\U0001F600")]
    [InlineData("12.4", ".")]
    [InlineData("\uD800", "\uFFFD")]
    [InlineData("\u0131", "\u0131")]
    public void A_character_that_no_code_has_is_named(string typed, string character)
    {
        var reading = Assert.IsType<CodeReading.Unreadable>(CodeReader.Read(typed));
        Assert.Equal(character, reading.Character.ToString());
    }

    [Fact]
    public void Too_little_is_incomplete_and_too_much_is_wrong()
    {
        using var code = ReferenceCode.Create(new SeededEntropy("6"));
        var text = Text(code);
        Assert.IsType<CodeReading.Empty>(CodeReader.Read([]));
        Assert.IsType<CodeReading.Empty>(CodeReader.Read(" - \t"));
        Assert.Equal(27, Assert.IsType<CodeReading.Incomplete>(CodeReader.Read(text.AsSpan(0, text.Length - 1))).Symbols);
        Assert.Null(Assert.IsType<CodeReading.Wrong>(CodeReader.Read(text + "0")).Suggestion);
        Assert.Null(Assert.IsType<CodeReading.Wrong>(CodeReader.Read(new string('0', 100_000))).Suggestion);
    }

    [Fact]
    public void No_type_prints_its_secret()
    {
        using var code = ReferenceCode.Create(new SeededEntropy("7"));
        var reading = CodeReader.Read(Text(code));
        Assert.DoesNotContain(Text(code)[..4], code.ToString() + reading, StringComparison.Ordinal);
        ((CodeReading.Complete)reading).Code.Dispose();
    }

    [Fact]
    public void A_disposed_code_is_of_no_use()
    {
        var code = ReferenceCode.Create(new SeededEntropy("8"));
        code.Dispose();
        Assert.Throws<ObjectDisposedException>(() => code.DeriveKeys(Id16.Zeros));
    }

    internal static string Text(ReferenceCode code)
    {
        Span<char> text = stackalloc char[ReferenceCode.TextLength];
        code.Format(text);
        return text.ToString();
    }

    internal static string Symbols(ReferenceCode code) => Text(code).Replace("-", "", StringComparison.Ordinal);

    internal static ReferenceCode Complete(string text) => Assert.IsType<CodeReading.Complete>(CodeReader.Read(text)).Code;
}
