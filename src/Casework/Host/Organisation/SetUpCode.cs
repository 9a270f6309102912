using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>
/// The code without which nobody may set up an organisation: whoever reads the console of this process. It lives in memory, as a hash, until the
/// organisation exists or the process ends; the next start makes another one.
/// </summary>
internal sealed class SetUpCode(OneTimeCodes codes)
{
    private Hash32? hash;

    /// <summary>Makes the code and shows it once.</summary>
    internal void Show(TextWriter console, string address)
    {
        var secret = codes.Create();
        var text = new char[ReferenceCode.TextLength];
        using (var code = ReferenceCode.FromSecret(secret))
        {
            code.Format(text);
        }

        hash = OneTimeCodes.HashOf(secret);
        CryptographicOperations.ZeroMemory(secret);
        console.WriteLine($"There is no organisation in this data folder yet. Open {address} and type this set-up code; it works until the next start:");
        console.Write("  ");
        console.WriteLine(text);
        console.Flush();
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Makes the code and hands it to the caller instead, for tests.</summary>
    internal byte[] Take()
    {
        var secret = codes.Create();
        hash = OneTimeCodes.HashOf(secret);
        return secret;
    }

    internal bool Accepts(Hash32 given) => hash is { } expected && OneTimeCodes.Same(expected, given);

    /// <summary>Never again.</summary>
    internal void Close() => hash = null;
}
