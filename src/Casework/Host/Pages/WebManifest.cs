using System.Security.Cryptography;
using System.Text.Json;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Host.Pages;

/// <summary>The files that eng/web.mjs built, checked against their hashes and held in memory. Nothing outside this list is ever served.</summary>
internal sealed class WebManifest
{
    private const string Template = "index.html";

    private WebManifest(byte[] bytes, byte[] template, IReadOnlyDictionary<string, WebAsset> assets)
    {
        Bytes = bytes;
        PageTemplate = template;
        Assets = assets;
    }

    /// <summary>The manifest as it was built: its SHA-256 names this page in the keys log.</summary>
    internal byte[] Bytes { get; }

    /// <summary>The page with its tokens still in place.</summary>
    internal byte[] PageTemplate { get; }

    /// <summary>By request path, for example <c>/assets/main.0123456789abcdef.js</c>.</summary>
    internal IReadOnlyDictionary<string, WebAsset> Assets { get; }

    /// <exception cref="StartRefused">No manifest, a missing file, or bytes that are not those of the manifest.</exception>
    internal static WebManifest Load(string folder)
    {
        var list = Path.Combine(folder, "manifest.json");
        if (!File.Exists(list))
        {
            throw new StartRefused($"No page was built in {folder}. Run `./dev web`, or name another folder with --web.");
        }

        var bytes = File.ReadAllBytes(list);
        using var manifest = JsonDocument.Parse(bytes);
        var assets = new Dictionary<string, WebAsset>(StringComparer.Ordinal);
        byte[]? template = null;
        foreach (var entry in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            var path = entry.GetProperty("path").GetString()!;
            var file = ReadChecked(folder, path, entry.GetProperty("sha256").GetString()!);
            if (path == Template)
            {
                template = file;
            }
            else
            {
                assets.Add("/" + path, ReadAsset(folder, path, entry.GetProperty("type").GetString()!, file));
            }
        }

        return new WebManifest(bytes, template ?? throw new StartRefused($"The manifest in {folder} names no {Template}."), assets);
    }

    private static byte[] ReadChecked(string folder, string path, string sha256)
    {
        var file = Path.Combine(folder, path);
        var bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new StartRefused($"{file} is not the file that the manifest names. Run `./dev web` again.");
    }

    // The manifest hashes the plain bytes; the gzip beside them is checked by undoing it once.
    private static WebAsset ReadAsset(string folder, string path, string type, byte[] bytes)
    {
        var zipped = Path.Combine(folder, path + ".gz");
        var asset = new WebAsset(type, bytes, File.Exists(zipped) ? File.ReadAllBytes(zipped) : null);
        return asset.ZippedMatches() ? asset : throw new StartRefused($"{zipped} does not hold its file. Run `./dev web` again.");
    }
}
