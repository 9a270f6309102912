using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>A server as people type it: https with any name, http with this machine only. Sign-ins are bound to its origin.</summary>
internal sealed class ServerAddress
{
    internal const string Shape = "A server is https, a name and perhaps a port, such as https://report.example; http serves this machine only.";

    private ServerAddress(Uri root) => Root = root;

    internal Uri Root { get; }

    /// <summary>Scheme, host and port, as a browser states it.</summary>
    internal string Origin => Root.GetLeftPart(UriPartial.Authority);

    internal static bool TryParse(string text, [NotNullWhen(true)] out ServerAddress? address)
    {
        address = Uri.TryCreate(text, UriKind.Absolute, out var root) && root.PathAndQuery == "/" && root.UserInfo.Length == 0 && root.Fragment.Length == 0 && IsSafe(root)
            ? new ServerAddress(root)
            : null;
        return address is not null;
    }

    private static bool IsSafe(Uri root) => root.Scheme == Uri.UriSchemeHttps || (root.Scheme == Uri.UriSchemeHttp && IsThisMachine(root.Host.Trim('[', ']')));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
