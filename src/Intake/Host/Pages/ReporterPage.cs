using System.Globalization;
using System.Net;
using System.Text;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Intake.Host.Pages;

/// <summary>The one page, per language. Its tokens are filled when the organisation is known; answering only copies bytes.</summary>
internal sealed class ReporterPage(WebManifest web, string settingsFile, bool isDemonstration)
{
    private const string ContentType = "text/html; charset=utf-8";
    private static readonly string[] BeforeSetup = [""];
    private volatile Dictionary<string, WebAsset>? filled;

    /// <summary>The page in a language of the path; null where the organisation does not offer that language.</summary>
    /// <param name="language">Language tag; empty for the organisation's first language.</param>
    internal WebAsset? In(string language) => Filled().GetValueOrDefault(language);

    /// <summary>The page in the organisation's first language.</summary>
    internal WebAsset Default => Filled()[""];

    private Dictionary<string, WebAsset> Filled()
    {
        if (filled is { } known)
        {
            return known;
        }

        var settings = OrganisationSettings.Read(settingsFile);
        var pages = (settings is null ? BeforeSetup : ["", .. settings.Languages]).ToDictionary(
            language => language,
            language => Fill(settings, language.Length == 0 ? settings?.Languages[0] ?? "" : language),
            StringComparer.Ordinal);

        // Before the first set-up nothing is kept, so that the page follows as soon as the organisation exists.
        filled = settings is null ? null : pages;
        return pages;
    }

    private WebAsset Fill(OrganisationSettings? settings, string language)
    {
        var page = Encoding.UTF8.GetString(web.PageTemplate)
            .Replace("{{demo}}", isDemonstration ? "demo" : "", StringComparison.Ordinal)
            .Replace("{{version}}", WebUtility.HtmlEncode(HostVersion.Version), StringComparison.Ordinal)
            .Replace("{{adapters}}", WebUtility.HtmlEncode(HostVersion.Adapters), StringComparison.Ordinal)
            .Replace("{{languages}}", WebUtility.HtmlEncode(string.Join(' ', settings?.Languages ?? [])), StringComparison.Ordinal)
            .Replace("{{attachmentMib}}", (settings?.Attachments ?? AttachmentLimit.Default).Mebibytes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{external}}", WebUtility.HtmlEncode(settings?.ExternalChannelIn(language) ?? ""), StringComparison.Ordinal)
            .Replace("{{organisation}}", WebUtility.HtmlEncode(settings?.NameIn(language) ?? ""), StringComparison.Ordinal);
        return WebAsset.Compress(ContentType, Encoding.UTF8.GetBytes(page));
    }
}
