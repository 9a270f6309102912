using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Codes;

// The reference code
//
//   Reference    docs/protocol.md section 4
//   Secret S     16 random bytes: 128 bits, so no slow hash guards it
//   Printed      28 Crockford symbols in 7 groups of 4: version 00 ‖ S (26 symbols), 2 check symbols
/// <summary>What a reporter keeps. Holds the secret, writes it for print, derives its keys; Dispose wipes it.</summary>
public sealed class ReferenceCode : IDisposable
{
    /// <summary>Bytes of the secret.</summary>
    public const int SecretSize = 16;

    /// <summary>Symbols of a printed code.</summary>
    public const int SymbolCount = DataSymbols + CheckSymbols.Count;

    /// <summary>Characters of a printed code: seven groups of four and six dashes.</summary>
    public const int TextLength = SymbolCount + (SymbolCount / GroupSize) - 1;

    internal const int GroupSize = 4;
    private const int DataSymbols = 26;
    private const int VersionBits = 2;
    private const int KeySize = 32;

    private readonly Secret secret;

    private ReferenceCode(Secret secret) => this.secret = secret;

    /// <summary>The secret itself, for known answers.</summary>
    internal ReadOnlySpan<byte> SecretSpan => secret.Span;

    /// <summary>A new code. The first thing that is done with it is to show it.</summary>
    public static ReferenceCode Create(IEntropy entropy) => new(Secret.Create(entropy, SecretSize));

    /// <summary>The code of a secret of 16 bytes, which the caller goes on owning.</summary>
    public static ReferenceCode FromSecret(ReadOnlySpan<byte> secret) =>
        secret.Length == SecretSize ? new(Secret.Copy(secret)) : throw Errors.WrongLength(nameof(secret), SecretSize);

    /// <summary>Writes <see cref="TextLength"/> characters. The caller wipes them; a string would stay in memory.</summary>
    public void Format(Span<char> text)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(text.Length, TextLength, nameof(text));
        Span<byte> symbols = stackalloc byte[SymbolCount];
        Crockford.Spread(secret.Span, VersionBits, symbols[..DataSymbols]);
        (symbols[DataSymbols], symbols[DataSymbols + 1]) = CheckSymbols.Of(symbols[..DataSymbols]);
        Write(symbols, text);
        CryptographicOperations.ZeroMemory(symbols);
    }

    /// <summary>The keys of this code in one organisation; the caller disposes them.</summary>
    public CodeKeys DeriveKeys(Id16 organisation)
    {
        using var seeds = DeriveSeeds(organisation);
        return CodeKeys.FromSeeds(seeds.Span);
    }

    /// <summary>What those keys are made of: mailbox_id ‖ auth_seed ‖ kem_seed, 96 bytes; the caller disposes them. Not the code: it cannot be shown again.</summary>
    public Secret DeriveSeeds(Id16 organisation)
    {
        Span<byte> salt = stackalloc byte[Labels.Code.Length + Id16.Size];
        Labels.Code.CopyTo(salt);
        organisation.Span.CopyTo(salt[Labels.Code.Length..]);
        using var prk = Hkdf.Extract(salt, secret.Span);
        using var mailboxId = Hkdf.Expand(prk.Span, Labels.Mailbox, KeySize);
        using var authSeed = Hkdf.Expand(prk.Span, Labels.ReporterAuthSeed, KeySize);
        using var kemSeed = Hkdf.Expand(prk.Span, Labels.ReporterKemSeed, KeySize);
        var seeds = new Secret(CodeKeys.SeedsSize);
        mailboxId.Span.CopyTo(seeds.Writable);
        authSeed.Span.CopyTo(seeds.Writable[KeySize..]);
        kemSeed.Span.CopyTo(seeds.Writable[(2 * KeySize)..]);
        return seeds;
    }

    /// <inheritdoc />
    public void Dispose() => secret.Dispose();

    /// <summary>Names the type, never the content.</summary>
    public override string ToString() => nameof(ReferenceCode);

    /// <summary>The code of 28 symbols that were found valid.</summary>
    internal static ReferenceCode FromSymbols(ReadOnlySpan<byte> symbols)
    {
        var secret = new Secret(SecretSize);
        Crockford.Gather(symbols[..DataSymbols], VersionBits, secret.Writable);
        return new ReferenceCode(secret);
    }

    /// <summary>The check symbols fit and the version is 00, so the first symbol is 0 to 7.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<byte> symbols) => symbols[0] < 8 && CheckSymbols.AreValid(symbols);

    internal static void Write(ReadOnlySpan<byte> symbols, Span<char> text)
    {
        var at = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (i > 0 && i % GroupSize == 0)
            {
                text[at++] = '-';
            }

            text[at++] = Crockford.Alphabet[symbols[i]];
        }
    }
}
