using System.Globalization;
using System.Net;
using System.Text;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Casework.Host.Pages;

/// <summary>The one page, per language. Its tokens are filled when the organisation is known; answering only copies bytes.</summary>
internal sealed class OfficerPage
{
    private const string ContentType = "text/html; charset=utf-8";
    private readonly WebManifest web;
    private readonly OrganisationNow organisation;
    private readonly bool isDemonstration;
    private readonly Filled beforeSetUp;
    private volatile Filled? filled;

    internal OfficerPage(WebManifest web, OrganisationNow organisation, MailTexts texts, DataFolder data)
    {
        this.web = web;
        this.organisation = organisation;
        isDemonstration = data.IsDemonstration;
        beforeSetUp = Fill(null, [.. texts.Languages.OrderDescending(StringComparer.Ordinal)]);
        filled = organisation.Settings is { } settings ? Fill(settings, settings.Languages) : null;
    }

    /// <summary>The page in the organisation's first language.</summary>
    internal WebAsset Default => Current.Default;

    private Filled Current => organisation.Settings is { } settings ? filled ??= Fill(settings, settings.Languages) : beforeSetUp;

    /// <summary>The page in a language of the path; null where the organisation does not offer that language.</summary>
    internal WebAsset? In(string language) => Current.Pages.GetValueOrDefault(language);

    private Filled Fill(OrganisationSettings? settings, IReadOnlyList<string> languages)
    {
        var pages = languages.ToDictionary(language => language, language => Fill(settings, languages, language), StringComparer.Ordinal);
        return new Filled(pages, pages[languages[0]]);
    }

    private WebAsset Fill(OrganisationSettings? settings, IReadOnlyList<string> languages, string language)
    {
        var page = Encoding.UTF8.GetString(web.PageTemplate)
            .Replace("{{demo}}", isDemonstration ? "demo" : "", StringComparison.Ordinal)
            .Replace("{{stage}}", settings is null ? "set-up" : "", StringComparison.Ordinal)
            .Replace("{{version}}", WebUtility.HtmlEncode(HostVersion.Version), StringComparison.Ordinal)
            .Replace("{{adapters}}", WebUtility.HtmlEncode(HostVersion.Adapters), StringComparison.Ordinal)
            .Replace("{{languages}}", WebUtility.HtmlEncode(string.Join(' ', languages)), StringComparison.Ordinal)
            .Replace("{{attachmentMib}}", (settings?.Attachments ?? AttachmentLimit.Default).Mebibytes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{organisation}}", WebUtility.HtmlEncode(settings?.NameIn(language) ?? ""), StringComparison.Ordinal);
        return WebAsset.Compress(ContentType, Encoding.UTF8.GetBytes(page));
    }

    private sealed record Filled(IReadOnlyDictionary<string, WebAsset> Pages, WebAsset Default);
}
