using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Pages;

/// <summary>
/// The static page in which the officers' page shows a stranger's text or image (src/Casework/Web/viewer). Its policy makes its origin
/// opaque wherever it is opened, names no source to fetch from, and allows the one script and the one style that stand inside it, by hash.
/// </summary>
internal static class ViewerFrame
{
    /// <summary>Whether an asset is the frame, by the name that eng/web.mjs gives it.</summary>
    internal static bool Is(string path) =>
        path.StartsWith("/assets/viewer.", StringComparison.Ordinal) && path.EndsWith(".html", StringComparison.Ordinal);

    /// <summary>The Content-Security-Policy for exactly these bytes.</summary>
    /// <exception cref="StartRefused">The page does not hold exactly one script and one style.</exception>
    internal static string PolicyOf(byte[] page)
    {
        var html = Encoding.UTF8.GetString(page);
        return $"default-src 'none'; script-src {HashOf(html, "script")}; style-src {HashOf(html, "style")}; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox allow-scripts";
    }

    private static string HashOf(string html, string element)
    {
        var (open, close) = ($"<{element}>", $"</{element}>");
        var (from, to) = (html.IndexOf(open, StringComparison.Ordinal) + open.Length, html.IndexOf(close, StringComparison.Ordinal));
        if (html.Split(open).Length != 2 || html.Split(close).Length != 2 || to < from)
        {
            throw new StartRefused($"The viewer page must hold exactly one {element}. Run `./dev web` again.");
        }

        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html[from..to])))}'";
    }
}
