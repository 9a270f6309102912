using System.Globalization;
using System.Net;
using System.Text;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Pages;

/// <summary>The one page, per language, with its tokens filled at start; answering only copies bytes.</summary>
internal sealed class OfficerPage
{
    private const string ContentType = "text/html; charset=utf-8";
    private readonly Dictionary<string, WebAsset> pages;

    internal OfficerPage(WebManifest web, OrganisationSettings settings, DataFolder data)
    {
        pages = settings.Languages.ToDictionary(language => language, language => Fill(web, settings, data, language), StringComparer.Ordinal);
        Default = pages[settings.Languages[0]];
    }

    /// <summary>The page in the organisation's first language.</summary>
    internal WebAsset Default { get; }

    /// <summary>The page in a language of the path; null where the organisation does not offer that language.</summary>
    internal WebAsset? In(string language) => pages.GetValueOrDefault(language);

    private static WebAsset Fill(WebManifest web, OrganisationSettings settings, DataFolder data, string language)
    {
        var page = Encoding.UTF8.GetString(web.PageTemplate)
            .Replace("{{demo}}", data.IsDemonstration ? "demo" : "", StringComparison.Ordinal)
            .Replace("{{version}}", WebUtility.HtmlEncode(HostVersion.Version), StringComparison.Ordinal)
            .Replace("{{adapters}}", WebUtility.HtmlEncode(HostVersion.Adapters), StringComparison.Ordinal)
            .Replace("{{languages}}", WebUtility.HtmlEncode(string.Join(' ', settings.Languages)), StringComparison.Ordinal)
            .Replace("{{attachmentMib}}", settings.Attachments.Mebibytes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{organisation}}", WebUtility.HtmlEncode(settings.NameIn(language)), StringComparison.Ordinal);
        return WebAsset.Compress(ContentType, Encoding.UTF8.GetBytes(page));
    }
}
