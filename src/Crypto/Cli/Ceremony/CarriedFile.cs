using System.Security.Cryptography;
using System.Text;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// A public statement on its way between a server and an offline machine, as a text that can be pasted: PEM with a label that says what it is. The
/// bytes themselves are read too.
/// </summary>
internal static class CarriedFile
{
    internal const string Root = "SIC1 ROOT";

    internal const string Request = "SIC1 DIRECTORY REQUEST";

    internal const string Directory = "SIC1 DIRECTORY";

    internal const string RootChange = "SIC1 ROOT CHANGE";

    internal const string RootProposal = "SIC1 ROOT PROPOSAL";

    internal const string RootSignature = "SIC1 ROOT SIGNATURE";

    /// <summary>Whatever a rehearsal made: no page and no command asks for it.</summary>
    internal const string Rehearsal = "SIC1 REHEARSAL";

    /// <summary>The bytes of a file that holds this; null where it holds something else or is longer than that can be.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="label">What it must be.</param>
    /// <param name="limit">Most bytes of the statement.</param>
    internal static byte[]? Read(string path, string label, int limit)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > (limit * 2L) + 1024)
        {
            return null;
        }

        var content = File.ReadAllBytes(path);
        if (content.AsSpan().StartsWith("sic"u8))
        {
            return content.Length <= limit ? content : null;
        }

        var text = Encoding.Latin1.GetString(content);
        if (!PemEncoding.TryFind(text, out var found) || text[found.Label] != label || found.DecodedDataLength > limit)
        {
            return null;
        }

        return Convert.FromBase64String(text[found.Base64Data]);
    }

    internal static byte[] Write(string label, ReadOnlySpan<byte> statement) => Encoding.ASCII.GetBytes(PemEncoding.WriteString(label, statement) + "\n");
}
