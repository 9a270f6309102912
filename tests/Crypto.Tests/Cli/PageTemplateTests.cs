using IntegrityChannel.Crypto.Cli.Verifying;

namespace IntegrityChannel.Crypto.Tests.Cli;

public sealed class PageTemplateTests
{
    private static readonly PageTemplate Template = new("""<html data-name="{{name}}" data-languages="{{languages}}"><body></body></html>""");

    [Theory]
    [InlineData("""<html data-name="Zone" data-languages="nl en"><body></body></html>""", "nl en")]
    [InlineData("""<html data-name="" data-languages=""><body></body></html>""", "")]
    [InlineData("""<html data-name="a" onload="x" data-languages="nl"><body></body></html>""", null)]
    [InlineData("""<html data-name="Zone" data-languages="nl"><body><script></script></body></html>""", null)]
    [InlineData("""<html data-name="Zone" data-languages="nl"><body></body></html> """, null)]
    [InlineData(""" <html data-name="Zone" data-languages="nl"><body></body></html>""", null)]
    [InlineData("""<html data-name="Zone" data-languages="nl"><body></body>""", null)]
    [InlineData("", null)]
    public void Only_the_template_with_words_in_it_fits(string page, string? languages) => Assert.Equal(languages, Template.WordsIn(page, "languages"));
}
