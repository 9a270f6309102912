using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Trusting;

/// <summary>The root's fingerprint as somebody typed it from the poster: case, dashes and look-alike characters do not matter. All that a server says is measured by it.</summary>
internal sealed class Fingerprint
{
    internal const string Shape = "A fingerprint is 20 characters in five groups of four, as the poster shows it.";
    private const int Symbols = 20;
    private readonly byte[] symbols;

    private Fingerprint(byte[] symbols) => this.symbols = symbols;

    internal static bool TryParse(string typed, [NotNullWhen(true)] out Fingerprint? fingerprint)
    {
        var symbols = new byte[Symbols];
        fingerprint = Crockford.TryReadSymbols(typed, symbols) ? new Fingerprint(symbols) : null;
        return fingerprint is not null;
    }

    /// <summary>True where the poster shows this root.</summary>
    internal bool Names(Hash32 root) => TryParse(RootFingerprint.Of(root.Span), out var other) && other.symbols.AsSpan().SequenceEqual(symbols);
}
