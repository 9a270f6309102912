using IntegrityChannel.Casework.Host.Notifications;

namespace IntegrityChannel.Casework.Tests.Notifications;

/// <summary>A second real SMTP server, which nobody wrote for tests: what most organisations on Debian run.</summary>
public sealed class PostfixTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postfix_accepts_a_letter_whole_and_refuses_one_for_another_domain()
    {
        RequirePostfix();
        using var server = await PostfixServer.StartAsync("zone.example");
        var setup = new MailSetup.Smtp("127.0.0.1", server.Port, MailSecurity.None, null, Letters.One.From, Letters.Domain);

        Assert.Equal(MailProblem.None, await Letters.Deliver().SendAsync(setup, Letters.One, Token));

        // Postfix answers 554 to relaying, the code of a refused message, while the recipient is still being named.
        Assert.Equal(MailProblem.MessageRefused, await Letters.Deliver().SendAsync(setup, Letters.One with { To = "officer@elsewhere.example" }, Token));

        var accepted = Assert.Single(await server.AcceptedAsync());
        Assert.Contains($"sender: {Letters.One.From}", accepted, StringComparison.Ordinal);
        Assert.Contains($"recipient: {Letters.One.To}", accepted, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: <{Letters.One.MessageId}>", accepted, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Zo=C3=AB =3D 100 %", accepted, StringComparison.Ordinal);
        Assert.Contains($"from {Letters.Domain} ", accepted, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, accepted, StringComparison.OrdinalIgnoreCase);
    }

    private static void RequirePostfix()
    {
        if (PostfixServer.Obstacle is { } obstacle)
        {
            Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), $"CI must run this test, but {obstacle}");
            Assert.Skip(obstacle);
        }
    }
}
