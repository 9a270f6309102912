using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications.Smtp;

public sealed class TlsTests
{
    [Fact]
    public void Tls_from_the_first_byte_is_refused_as_a_setting_since_this_client_would_wait_for_ever()
    {
        var options = new MailOptions { Transport = "smtp", Host = "h", Port = 465, Security = "tls", From = "a@b.example" };

        Assert.Equal(MailProblem.TlsNeedsMailKit, Assert.IsType<MailSetup.Wrong>(options.Check("mail")).Problem);
    }
}
