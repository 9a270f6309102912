using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Tests.Primitives;

public sealed class Argon2idTests
{
    /// <summary>Computed with an independent implementation: version 1.3, 2 passes, 64 MiB, one lane. (The vectors of RFC 9106 use a secret and associated data, which no interface here takes.)</summary>
    [Fact]
    public void The_known_answer_of_another_implementation_holds()
    {
        using var output = Argon2id.ForTests(64 * 1024, 2).Derive("password"u8, "somesalt\0\0\0\0\0\0\0\0"u8);
        Assert.Equal("b327fc4f307da6f3081ad161bd10131d6d675f8de23fe14b69a4d79eaa7232b6", Convert.ToHexStringLower(output.Span));
    }

    [Theory]
    [InlineData(Argon2id.MinimumMemoryKib, 3, true)]
    [InlineData(Argon2id.MaximumMemoryKib, 3, true)]
    [InlineData(Argon2id.MinimumMemoryKib - 1, 3, false)]
    [InlineData(Argon2id.MaximumMemoryKib + 1, 3, false)]
    [InlineData(Argon2id.MinimumMemoryKib, 2, false)]
    [InlineData(Argon2id.MinimumMemoryKib, 65, false)]
    [InlineData(0, 0, false)]
    [InlineData(uint.MaxValue, uint.MaxValue, false)]
    public void I_15_parameters_outside_floor_and_ceiling_are_refused(uint memoryKib, uint iterations, bool accepted) =>
        Assert.Equal(accepted, Argon2id.TryCreate(memoryKib, iterations) is not null);

    /// <summary>The mutant: without the floor a key does come out of parameters that anyone could search through.</summary>
    [Fact]
    public void I_15_without_a_floor_weak_parameters_would_give_a_key()
    {
        using var weak = Argon2id.ForTests(64, 1).Derive("password"u8, new byte[16]);
        Assert.Equal(32, weak.Length);
    }

    [Fact]
    public void A_salt_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => Argon2id.Default.Derive("x"u8, new byte[15]));
}
