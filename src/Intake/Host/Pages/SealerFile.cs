using System.Net;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Intake.Host.Pages;

/// <summary>
/// The offline sealer: a file that seals a report on a disk without network, with the newest list of keys baked in. The same list, certificates, settings and
/// version give the same bytes on every day, so that its SHA-256 can stand on paper and in the keys log. It is announced before it is given out.
/// </summary>
internal sealed class SealerFile(WebManifest web, string settingsFile, bool isDemonstration, MailboxStore mailbox, ChannelHost host) : IDisposable
{
    private const string ContentType = "text/html; charset=utf-8";
    private readonly SemaphoreSlim gate = new(1, 1);
    private (Hash32 Document, WebAsset File)? made;

    /// <summary>The file for what is published now; null while nobody could receive a report, or where the page was built without one.</summary>
    internal async Task<WebAsset?> ReadAsync(CancellationToken cancellationToken)
    {
        var published = mailbox.Directories.Current();
        if (!published.IsOpen || published.StandingDocument() is not { } document || Template() is not { } template || OrganisationSettings.Read(settingsFile) is not { } settings)
        {
            return null;
        }

        var name = Hash32.From(SHA256.HashData(document));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (made is not { } known || known.Document != name)
            {
                var file = WebAsset.Compress(ContentType, Fill(template, Baked(document, published), settings));
                await mailbox.Hosts.AnnounceAsync(host with { Sealer = Hash32.From(SHA256.HashData(file.Bytes)) }, cancellationToken);
                made = (name, file);
            }

            return made.Value.File;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private byte[]? Template() => web.Assets.FirstOrDefault(asset => asset.Key.StartsWith("/assets/sealer.", StringComparison.Ordinal)).Value?.Bytes;

    /// <summary>Base64 of the list of keys; where the root was changed, a dot and the chain that leads to it, which changes with the list only.</summary>
    private static string Baked(byte[] document, PublishedDirectories published) =>
        Convert.ToBase64String(document) + (published.RootChanges.Count == 0 ? "" : "." + Convert.ToBase64String(published.Chain()));

    private byte[] Fill(byte[] template, string directory, OrganisationSettings settings) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(template)
        .Replace("{{demo}}", isDemonstration ? "demo" : "", StringComparison.Ordinal)
        .Replace("{{version}}", WebUtility.HtmlEncode(HostVersion.Version), StringComparison.Ordinal)
        .Replace("{{adapters}}", WebUtility.HtmlEncode(HostVersion.Adapters), StringComparison.Ordinal)
        .Replace("{{languages}}", WebUtility.HtmlEncode(string.Join(' ', settings.Languages)), StringComparison.Ordinal)
        .Replace("{{external}}", WebUtility.HtmlEncode(settings.ExternalChannelIn(settings.Languages[0])), StringComparison.Ordinal)
        .Replace("{{organisation}}", WebUtility.HtmlEncode(settings.NameIn(settings.Languages[0])), StringComparison.Ordinal)
        .Replace("{{directory}}", directory, StringComparison.Ordinal));
}
