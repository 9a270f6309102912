using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications;

public sealed class MailOptionsTests
{
    [Fact]
    public void Without_any_setting_mail_is_laid_in_the_folder_under_a_reserved_name()
    {
        var setup = Assert.IsType<MailSetup.Pickup>(new MailOptions().Check("mail"));

        Assert.Equal(("mail", "channel.invalid"), (setup.Folder, setup.Domain));
    }

    [Fact]
    public void The_domain_of_the_sender_is_the_name_in_greetings_unless_another_is_set()
    {
        Assert.Equal("zone.example", Assert.IsType<MailSetup.Smtp>(Smtp(host: "mail.zone.example")).Domain);
        Assert.Equal("other.example", Assert.IsType<MailSetup.Smtp>(Smtp(host: "mail.zone.example", domain: "other.example")).Domain);
    }

    [Theory]
    [InlineData("sendmail", "h", 25, "none", null, null, "a@b.example", null, MailProblem.UnknownTransport)]
    [InlineData("smtp", null, 25, "none", null, null, "a@b.example", null, MailProblem.HostMissing)]
    [InlineData("smtp", "two words", 25, "none", null, null, "a@b.example", null, MailProblem.HostMissing)]
    [InlineData("smtp", "h", 0, "none", null, null, "a@b.example", null, MailProblem.PortInvalid)]
    [InlineData("smtp", "h", 70000, "none", null, null, "a@b.example", null, MailProblem.PortInvalid)]
    [InlineData("smtp", "h", 25, "ssl", null, null, "a@b.example", null, MailProblem.UnknownSecurity)]
    [InlineData("smtp", "h", 25, "starttls", "u", null, "a@b.example", null, MailProblem.PasswordMissing)]
    [InlineData("smtp", "h", 25, "none", "u", "p", "a@b.example", null, MailProblem.PasswordNeedsStartTls)]
    [InlineData("smtp", "h", 25, "none", null, null, null, null, MailProblem.SenderInvalid)]
    [InlineData("smtp", "h", 25, "none", null, null, "Name <a@b.example>", null, MailProblem.SenderInvalid)]
    [InlineData("smtp", "h", 25, "none", null, null, "a@b.example", "with space", MailProblem.DomainInvalid)]
    [InlineData("smtp", "h", 25, "none", null, null, "a@b.example", "192.0.2.1", MailProblem.DomainInvalid)]
    public void A_wrong_setting_is_named_by_its_code(
        string transport, string? host, int port, string security, string? user, string? password, string? from, string? domain, object problem)
    {
        var options = new MailOptions
        {
            Transport = transport, Host = host, Port = port, Security = security, User = user, Password = password, From = from, Domain = domain,
        };

        var wrong = Assert.IsType<MailSetup.Wrong>(options.Check("mail"));

        Assert.Equal(problem, wrong.Problem);
        Assert.Equal($"E-{(ushort)wrong.Problem}", wrong.Problem.Code());
    }

    [Fact]
    public void A_password_in_a_file_is_read_at_each_use()
    {
        var file = Path.GetTempFileName();
        try
        {
            var options = new MailOptions { Transport = "smtp", Host = "h", User = "u", PasswordFile = file, From = "a@b.example" };
            File.WriteAllText(file, "first\n");
            Assert.Equal("first", Assert.IsType<MailSetup.Smtp>(options.Check("mail")).Credential!.Password);
            File.WriteAllText(file, "second");
            Assert.Equal("second", Assert.IsType<MailSetup.Smtp>(options.Check("mail")).Credential!.Password);
            File.Delete(file);
            Assert.Equal(MailProblem.PasswordMissing, Assert.IsType<MailSetup.Wrong>(options.Check("mail")).Problem);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static MailSetup Smtp(string host, string? domain = null) =>
        new MailOptions { Transport = "smtp", Host = host, From = "channel@zone.example", Domain = domain }.Check("mail");
}
