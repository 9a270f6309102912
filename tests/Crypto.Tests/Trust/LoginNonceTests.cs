using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Trust;

public sealed class LoginNonceTests
{
    private static readonly byte[] HostKey = new byte[32];
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(-1, false)]
    public void A_nonce_serves_for_five_minutes_and_never_before_it_was_made(int minutes, bool serves) =>
        Assert.Equal(serves, LoginNonce.Check(HostKey, Start.AddMinutes(minutes), LoginNonce.Create(HostKey, Start, new SeededEntropy("nonce"))));

    [Fact]
    public void A_nonce_with_any_bit_changed_or_of_another_host_is_refused()
    {
        var nonce = LoginNonce.Create(HostKey, Start, new SeededEntropy("nonce"));
        for (var index = 0; index < nonce.Length; index++)
        {
            var changed = (byte[])nonce.Clone();
            changed[index] ^= 1;
            Assert.False(LoginNonce.Check(HostKey, Start, changed));
        }

        Assert.False(LoginNonce.Check(Enumerable.Repeat((byte)1, 32).ToArray(), Start, nonce));
        Assert.False(LoginNonce.Check(HostKey, Start, nonce.AsSpan(1)));
    }
}
