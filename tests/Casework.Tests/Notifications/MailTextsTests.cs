using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Rules.Reminders;

namespace IntegrityChannel.Casework.Tests.Notifications;

public sealed class MailTextsTests
{
    private static readonly MailTexts Texts = MailTexts.Load();

    public static TheoryData<string> Languages => [.. Texts.Languages];

    [Fact]
    public void Dutch_and_English_are_there() => Assert.Superset(new HashSet<string> { "nl", "en" }, Texts.Languages.ToHashSet());

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_the_same_texts_and_leaves_none_empty(string language)
    {
        Assert.Equal(Texts.KeysOf("nl").Order(StringComparer.Ordinal), Texts.KeysOf(language).Order(StringComparer.Ordinal));
        Assert.All(Enum.GetValues<MailUrgency>(), urgency => Assert.NotEmpty(Texts.Body(language, urgency, keysEnd: true, drillDue: true, "https://signin.example").Trim()));
        Assert.NotEmpty(Texts.TestBody(language).Trim());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_subject_is_the_same_for_every_mail_and_no_body_holds_a_figure(string language)
    {
        Assert.DoesNotContain(Texts.Subject(language), char.IsDigit);
        foreach (var urgency in Enum.GetValues<MailUrgency>())
        {
            Assert.DoesNotContain(Texts.Body(language, urgency, keysEnd: true, drillDue: true, signIn: null), symbol => char.IsDigit(symbol) || symbol is '{' or '}');
        }
    }

    [Fact]
    public void The_sign_in_address_stands_as_it_was_set_and_only_where_it_was_set()
    {
        Assert.Contains("https://signin.example/\n", Texts.Body("en", MailUrgency.News, keysEnd: false, drillDue: false, "https://signin.example/"), StringComparison.Ordinal);
        Assert.DoesNotContain("http", Texts.Body("en", MailUrgency.News, keysEnd: false, drillDue: false, null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_without_texts_falls_back_to_the_organisations()
    {
        Assert.Equal("en", Texts.Choose(["xx", "en", "nl"]));
        Assert.Null(Texts.Choose(["xx"]));
    }
}
