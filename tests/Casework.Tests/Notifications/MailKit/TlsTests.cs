using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications.MailKit;

/// <summary>TLS from the first byte, which only this adapter has.</summary>
public sealed class TlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_setting_is_accepted()
    {
        var options = new MailOptions { Transport = "smtp", Host = "h", Port = 465, Security = "tls", From = "a@b.example" };

        Assert.Equal(MailSecurity.Tls, Assert.IsType<MailSetup.Smtp>(options.Check("mail")).Security);
    }

    [Fact]
    public async Task With_the_right_password_the_letter_arrives_sealed_and_authenticated()
    {
        using var certificate = new TestCertificate();
        using var trust = certificate.Trust();
        using var server = await SmtpServer.StartAsync([.. certificate.ServerArguments("officer", "right"), "--tls"]);

        Assert.Equal(MailProblem.None, await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.Tls, ("officer", "right")), Letters.One, Token));

        var letter = (await server.WaitForLettersAsync(1)).Single();
        Assert.True(letter.GetProperty("tls").GetBoolean());
        Assert.True(letter.GetProperty("authenticated").GetBoolean());
        Assert.Equal([Letters.Domain], server.Greetings.Distinct());
        Assert.Contains("Date: Mon, 06 Apr 2026 06:00:00 +0000", letter.GetProperty("mail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_before_a_word_is_said()
    {
        using var certificate = new TestCertificate();
        using var server = await SmtpServer.StartAsync([.. certificate.ServerArguments("officer", "right"), "--tls"]);

        Assert.Equal(
            MailProblem.CertificateRefused,
            await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.Tls, ("officer", "right")), Letters.One, Token));
        Assert.Empty(server.Greetings);
    }

    [Fact]
    public async Task A_server_that_speaks_in_clear_gets_nothing_where_tls_is_demanded()
    {
        using var server = await SmtpServer.StartAsync();

        Assert.Equal(MailProblem.ConnectionFailed, await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.Tls), Letters.One, Token));
        Assert.Empty(server.Letters);
    }
}
