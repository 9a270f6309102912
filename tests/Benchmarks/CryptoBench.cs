using System.Diagnostics;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Benchmarks;

/// <summary>
/// What the library behind Primitives costs, in milliseconds of processor time an operation: that hardly depends on what else the machine does, so that two
/// adapter sets can be compared on one that is not quiet.
/// </summary>
internal static class CryptoBench
{
    private const int Many = 500;
    private const int Few = 3;
    private const uint Day = 20_500;
    private static readonly byte[] Info = "bench"u8.ToArray();

    internal static object Run()
    {
        var entropy = SystemEntropy.Instance;
        using var recipient = Key.Create(KemAlgorithm.XWing, entropy);
        using var signer = Key.Create(SignatureAlgorithm.Ed25519, entropy);
        var dataKey = new byte[32];
        var message = new byte[13_500];
        var encapsulation = new byte[Hpke.EncapsulationSize];
        var ciphertext = new byte[dataKey.Length + Hpke.TagSize];
        var signature = SignatureAlgorithm.Ed25519.Sign(signer, message);
        var organisation = new SampleOrganisation();
        return new
        {
            Library = CryptoVersion.Describe(),
            WrapMs = Measure(Many, () => Demand(Hpke.TrySeal(recipient.PublicKey, Info, default, dataKey, entropy, encapsulation, ciphertext))),
            UnwrapMs = Measure(Many, () =>
            {
                Demand(Hpke.TryOpen(recipient, encapsulation, Info, default, ciphertext, out var opened));
                opened?.Dispose();
            }),
            SignMs = Measure(Many, () => SignatureAlgorithm.Ed25519.Sign(signer, message)),
            VerifyMs = Measure(Many, () => Demand(SignatureAlgorithm.Ed25519.Verify(signer.PublicKey, message, signature))),
            SealReportMs = Measure(Many, () => new SampleReport(organisation, Day) { Recipients = [organisation.Responsible, organisation.Deputy, organisation.Confidant] }.Report()),
            PassphraseMs = Measure(Few, () => Argon2id.Default.Derive("correct horse"u8, dataKey.AsSpan(0, Argon2id.SaltSize)).Dispose()),
        };
    }

    private static double Measure(int times, Action operation)
    {
        // Once before, so that nothing is compiled or loaded while it counts.
        for (var warm = 0; warm < Few; warm++)
        {
            operation();
        }

        using var own = Process.GetCurrentProcess();
        var before = own.TotalProcessorTime;
        for (var time = 0; time < times; time++)
        {
            operation();
        }

        own.Refresh();
        return BenchJson.Round((own.TotalProcessorTime - before).TotalMilliseconds / times, 3);
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("an operation failed that must not");
        }
    }
}
