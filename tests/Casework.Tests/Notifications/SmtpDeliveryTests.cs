using System.Net.Sockets;
using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>The adapter against a real server: what it says, and what each failure becomes.</summary>
public sealed class SmtpDeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_arrives_with_its_words_and_without_the_name_of_this_machine()
    {
        using var server = await SmtpServer.StartAsync();

        Assert.Equal(MailProblem.None, await Letters.Deliver().SendAsync(Letters.To(server), Letters.One, Token));

        var letter = (await server.WaitForLettersAsync(1)).Single();
        var text = letter.GetProperty("mail").GetString()!;
        Assert.Equal([Letters.Domain], server.Greetings.Distinct());
        Assert.Contains($"Message-ID: <{Letters.One.MessageId}>", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Environment.MachineName, string.Join(' ', server.Greetings), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Letters.One.From, letter.GetProperty("sender").GetString());
        Assert.Equal(Letters.One.To, letter.GetProperty("to")[0].GetString());
        Assert.Contains("Zo=C3=AB =3D 100 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_offers_no_StartTls_gets_nothing_when_it_is_demanded()
    {
        using var server = await SmtpServer.StartAsync();

        Assert.Equal(
            MailProblem.StartTlsNotOffered,
            await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.StartTls), Letters.One, Token));
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_before_any_password_is_sent()
    {
        using var certificate = new TestCertificate();
        using var server = await SmtpServer.StartAsync(certificate.ServerArguments("officer", "right"));

        Assert.Equal(
            MailProblem.CertificateRefused,
            await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.StartTls, ("officer", "right")), Letters.One, Token));
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task With_StartTls_and_the_right_password_the_letter_arrives_sealed_and_authenticated()
    {
        using var certificate = new TestCertificate();
        using var trust = certificate.Trust();
        using var server = await SmtpServer.StartAsync(certificate.ServerArguments("officer", "right"));

        Assert.Equal(
            MailProblem.None,
            await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.StartTls, ("officer", "right")), Letters.One, Token));

        var letter = (await server.WaitForLettersAsync(1)).Single();
        Assert.True(letter.GetProperty("tls").GetBoolean());
        Assert.True(letter.GetProperty("authenticated").GetBoolean());
        Assert.Equal([Letters.Domain], server.Greetings.Distinct());
    }

    [Fact]
    public async Task A_wrong_password_is_named_as_such()
    {
        using var certificate = new TestCertificate();
        using var trust = certificate.Trust();
        using var server = await SmtpServer.StartAsync(certificate.ServerArguments("officer", "right"));

        Assert.Equal(
            MailProblem.AuthenticationRefused,
            await Letters.Deliver().SendAsync(Letters.To(server, MailSecurity.StartTls, ("officer", "wrong")), Letters.One, Token));
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task A_missing_password_is_named_as_such_where_the_server_wants_one()
    {
        using var server = await SmtpServer.StartAsync("--user", "officer", "--password", "right");

        Assert.Equal(MailProblem.AuthenticationRefused, await Letters.Deliver().SendAsync(Letters.To(server), Letters.One, Token));
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named_as_such() =>
        Assert.Equal(
            MailProblem.HostNotFound,
            await Letters.Deliver().SendAsync(
                new MailSetup.Smtp("no-such-host.invalid", 25, MailSecurity.None, null, Letters.One.From, Letters.Domain), Letters.One, Token));

    [Fact]
    public async Task A_recipient_whom_the_server_does_not_know_is_no_fault_of_the_server()
    {
        using var server = await SmtpServer.StartAsync("--refuse-recipient");

        var problem = await Letters.Deliver().SendAsync(Letters.To(server), Letters.One, Token);

        Assert.Equal(MailProblem.RecipientRefused, problem);
        Assert.False(problem.ConcernsServer());
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        var delivery = Letters.Deliver(Letters.Hasty with { Attempt = TimeSpan.FromMilliseconds(400) });

        Assert.Equal(
            MailProblem.TimedOut,
            await delivery.SendAsync(new MailSetup.Smtp("127.0.0.1", port, MailSecurity.None, null, Letters.One.From, Letters.Domain), Letters.One, Token));
    }

    [Fact]
    public async Task After_repeated_failures_the_server_is_left_alone_and_then_tried_again()
    {
        int port;
        using (var gone = await SmtpServer.StartAsync())
        {
            port = gone.Port;
        }

        var setup = new MailSetup.Smtp("127.0.0.1", port, MailSecurity.None, null, Letters.One.From, Letters.Domain);
        var delivery = Letters.Deliver();
        for (var attempt = 0; attempt < Letters.Hasty.FailuresToBreak; attempt++)
        {
            Assert.Equal(MailProblem.ConnectionFailed, await delivery.SendAsync(setup, Letters.One, Token));
        }

        Assert.Equal(BreakerState.Open, delivery.Breaker);
        Assert.Equal(MailProblem.BreakerOpen, await delivery.SendAsync(setup, Letters.One, Token));

        using var back = await SmtpServer.StartAsync("--port", $"{port}");
        await Task.Delay(Letters.Hasty.Break + TimeSpan.FromMilliseconds(100), Token);
        Assert.Equal(BreakerState.HalfOpen, delivery.Breaker);
        Assert.Equal(MailProblem.None, await delivery.SendAsync(setup, Letters.One, Token));
        Assert.Equal(BreakerState.Closed, delivery.Breaker);
    }

    [Fact]
    public async Task A_server_that_comes_back_between_two_attempts_gets_the_letter_once()
    {
        int port;
        using (var gone = await SmtpServer.StartAsync())
        {
            port = gone.Port;
        }

        var delivery = Letters.Deliver(Letters.Hasty with { Retries = 5, RetryDelay = TimeSpan.FromMilliseconds(400), FailuresToBreak = 100 });
        var sending = delivery.SendAsync(
            new MailSetup.Smtp("127.0.0.1", port, MailSecurity.None, null, Letters.One.From, Letters.Domain), Letters.One, Token);
        using var back = await SmtpServer.StartAsync("--port", $"{port}");

        Assert.Equal(MailProblem.None, await sending);
        Assert.Single(await back.WaitForLettersAsync(1));
    }
}
