using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Tests.Notifications;

namespace IntegrityChannel.Casework.Tests.Servers;

/// <summary>
/// One letter to the server that this set starts. Where containers are chosen and no engine runs, it is skipped, in CI too: the tests of
/// Notifications have spoken to aiosmtpd and Postfix as processes, whichever set this is.
/// </summary>
public sealed class MailServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_arrives_at_the_server_that_this_set_starts()
    {
        if (TestServers.Obstacle() is { } obstacle)
        {
            Assert.Skip(obstacle);
        }

        await using var server = await TestServers.StartMailAsync(Token);
        var setup = new MailSetup.Smtp(server.Host, server.Port, MailSecurity.None, null, Letters.One.From, Letters.Domain);

        Assert.Equal(MailProblem.None, await Letters.Deliver().SendAsync(setup, Letters.One, Token));

        var letter = Assert.Single(await server.LettersAsync(1, Token));
        Assert.Contains(Letters.One.MessageId, letter, StringComparison.Ordinal);
        Assert.Contains("Zo=C3=AB =3D 100 %", letter, StringComparison.Ordinal);
    }
}
