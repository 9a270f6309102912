using System.Security.Cryptography;
using IntegrityChannel.Intake.Host.Assisted.Texts;
using IntegrityChannel.Intake.Host.Pages;

namespace IntegrityChannel.Intake.Host.Assisted.Pages;

/// <summary>What every page of this path shows around its content: languages and name of the organisation, style and icon of the page with script.</summary>
internal sealed class FrameFacts(WebManifest web, string settingsFile, bool isDemonstration)
{
    private readonly Lazy<(string Path, string Integrity)?> style = new(() => Find(web, "/assets/look.", ".css"));
    private readonly Lazy<(string Path, string Integrity)?> icon = new(() => Find(web, "/assets/icon.", ".svg"));
    private volatile OrganisationSettings? settings;

    internal bool IsDemonstration => isDemonstration;

    internal (string Path, string Integrity)? Style => style.Value;

    internal (string Path, string Integrity)? Icon => icon.Value;

    /// <summary>Null before the set-up; read until the organisation exists, then kept.</summary>
    internal OrganisationSettings? Organisation => settings ??= OrganisationSettings.Read(settingsFile);

    /// <summary>Languages that the organisation offers and that have files, in its order; never empty.</summary>
    internal IReadOnlyList<string> Languages =>
        [.. (Organisation?.Languages ?? []).Where(FormLanguages.All.ContainsKey).DefaultIfEmpty(FormLanguages.Default)];

    private static (string Path, string Integrity)? Find(WebManifest web, string start, string end) => web.Assets
        .Where(asset => asset.Key.StartsWith(start, StringComparison.Ordinal) && asset.Key.EndsWith(end, StringComparison.Ordinal))
        .Select(asset => ((string, string)?)(asset.Key, $"sha256-{Convert.ToBase64String(SHA256.HashData(asset.Value.Bytes))}")).FirstOrDefault();
}
