using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Tests.Fuzz;

/// <summary>
/// Damaged inputs by the hundred thousand: no decoder throws, and none takes more memory than a small multiple of what it was given. `./dev fuzz` runs a
/// million of each; a failure names the seed, and INTEGRITY_FUZZ_SEED runs it again.
/// </summary>
public sealed class DecoderFuzzTests
{
    private const long BytesPerByte = 64;
    private const long BytesInAnyCase = 256 * 1024;

    private static int Count => int.Parse(Environment.GetEnvironmentVariable("INTEGRITY_FUZZ") ?? (Environment.GetEnvironmentVariable("CI") is null ? "10000" : "100000"), CultureInfo.InvariantCulture);

    private static int Seed => Environment.GetEnvironmentVariable("INTEGRITY_FUZZ_SEED") is { } chosen ? int.Parse(chosen, CultureInfo.InvariantCulture) : Random.Shared.Next();

    public static TheoryData<string> Names => new(Decoders.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_input_is_answered_without_an_exception_and_in_bounded_memory(string name)
    {
        var decoder = Decoders.All[name];
        var samples = decoder.Samples.ToList();
        Assert.Contains(samples, sample => decoder.Accepts(sample));
        var seed = Seed;
        Assert.Null(FirstFault(decoder, new Mutations(seed, samples), Count) is { } fault ? $"INTEGRITY_FUZZ_SEED={seed}: {fault}" : null);
    }

    /// <summary>Found by the test above: such a row was refused and then converted all the same, which threw.</summary>
    [Fact]
    public void A_file_that_begins_beyond_every_number_is_malformed()
    {
        byte[] reply = [0, 0, 0, 2, .. "hi"u8, 0, 1, 0x80, .. new byte[7], .. new byte[8], .. new byte[32], 0, 1, (byte)'a', 0, 0];
        Assert.Null(ContentCodec.Read(ObjectKind.Reply, reply, out var failure));
        Assert.Equal(FailureClass.Malformed, failure);
    }

    /// <summary>The controls: a decoder that trusts a length, and one that trusts a count.</summary>
    [Fact]
    public void A_decoder_that_trusts_a_length_or_a_count_would_be_found()
    {
        var trusting = new Decoder(bytes => bytes.Span[4..(4 + bytes.Span[3])].Length > 0, [[0, 0, 0, 2, 1, 2, 3]]);
        var greedy = new Decoder(bytes => bytes.Length < 2 || new byte[bytes.Span[0] << 16].Length > 0, [[0, 1, 2]]);

        Assert.NotNull(FirstFault(trusting, new Mutations(1, [.. trusting.Samples]), 1000));
        Assert.NotNull(FirstFault(greedy, new Mutations(1, [.. greedy.Samples]), 1000));
    }

    private static string? FirstFault(Decoder decoder, Mutations mutations, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var input = mutations.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decoder.Accepts(input);
            }
#pragma warning disable CA1031 // Any exception at all is what this looks for.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return $"{fault.GetType().Name} for {Convert.ToHexStringLower(input)}";
            }

            if (GC.GetAllocatedBytesForCurrentThread() - before > BytesInAnyCase + (BytesPerByte * input.Length))
            {
                return $"more than {BytesPerByte} bytes of memory a byte for {Convert.ToHexStringLower(input)}";
            }
        }

        return null;
    }
}
