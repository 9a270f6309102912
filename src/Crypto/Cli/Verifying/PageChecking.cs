using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary>The page that a host serves, as its manifest says: every file by its hash, and the page itself as the template with words for its tokens.</summary>
internal sealed partial class PageChecking(PublicServer server)
{
    private const string Template = "index.html";
    private const string LanguagesToken = "languages";
    private const string Sealer = "assets/sealer.";
    private const int MostFiles = 256;

    /// <summary>SHA-256 of the manifest is what the keys log holds.</summary>
    internal Task<byte[]> ReadManifestAsync(CancellationToken cancellationToken) => server.ReadFileAsync("/page/manifest.json", cancellationToken);

    /// <summary>Fetches and hashes everything that the manifest names, and the pages that a browser gets.</summary>
    /// <returns>How many files there are.</returns>
    /// <exception cref="CommandStopped">Not verified: a file is not the one that was named.</exception>
    internal async Task<int> CheckAsync(byte[] manifest, CancellationToken cancellationToken)
    {
        var files = Read(manifest);
        foreach (var (path, sha256) in files)
        {
            var bytes = await server.ReadFileAsync(path == Template ? $"/page/{Template}" : $"/{path}", cancellationToken);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256)
            {
                throw CommandStopped.NotVerified($"{path} is not the file that the manifest names. Do not use this page: it is not the one that was published.");
            }

            if (path == Template)
            {
                await CheckPagesAsync(new PageTemplate(Encoding.UTF8.GetString(bytes)), cancellationToken);
            }
        }

        return files.Count;
    }

    private async Task CheckPagesAsync(PageTemplate template, CancellationToken cancellationToken)
    {
        foreach (var language in (await CheckPageAsync("/", template, cancellationToken)).Split(' ').Where(language => Language().IsMatch(language)))
        {
            await CheckPageAsync($"/{language}", template, cancellationToken);
        }
    }

    /// <returns>The languages that the page says it has.</returns>
    private async Task<string> CheckPageAsync(string path, PageTemplate template, CancellationToken cancellationToken) =>
        template.WordsIn(Encoding.UTF8.GetString(await server.ReadFileAsync(path, cancellationToken)), LanguagesToken)
        ?? throw CommandStopped.NotVerified($"The page at {path} is not the published one with this organisation's words in it. Do not use it.");

    /// <summary>
    /// The offline sealer, where this page has one: the published file with this organisation's words and keys in it, byte for byte the one that the log names.
    /// </summary>
    /// <returns>Its SHA-256 as it stands on the poster; null where the host serves none yet, or the page has none.</returns>
    /// <exception cref="CommandStopped">Not verified: another file, or one that others do not get.</exception>
    internal async Task<Hash32?> CheckSealerAsync(byte[] manifest, KeysLog log, CancellationToken cancellationToken)
    {
        if (Read(manifest).Find(file => file.Path.StartsWith(Sealer, StringComparison.Ordinal)).Path is not { } path || log.Last(KeysEntryKind.Sealer) is not { } entry)
        {
            return null;
        }

        var template = new PageTemplate(Encoding.UTF8.GetString(await server.ReadFileAsync($"/{path}", cancellationToken)));
        var file = await server.ReadFileAsync("/sealer", cancellationToken);
        var hash = KeysEntry.Of(file);
        if (template.WordsIn(Encoding.UTF8.GetString(file), LanguagesToken) is null)
        {
            throw CommandStopped.NotVerified("The offline sealer is not the published one with this organisation's words in it. Do not use it.");
        }

        return hash == entry.Hash ? hash : throw CommandStopped.NotVerified("The offline sealer is not the one that stands in the log: it is not the one that others get. Do not use it.");
    }

    private static List<(string Path, string Sha256)> Read(byte[] manifest)
    {
        try
        {
            using var document = JsonDocument.Parse(manifest);
            var files = document.RootElement.GetProperty("files").EnumerateArray().Select(file => (file.GetProperty("path").GetString()!, file.GetProperty("sha256").GetString()!)).ToList();
            return files.Count is > 0 and <= MostFiles && files.Exists(file => file.Item1 == Template) && files.TrueForAll(file => FilePath().IsMatch(file.Item1)) ? files : throw new FormatException();
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ExchangeFailed(ExchangeFailure.Malformed);
        }
    }

    [GeneratedRegex(@"\A(index\.html|assets/[A-Za-z0-9._-]{1,120})\z")]
    private static partial Regex FilePath();

    [GeneratedRegex(@"\A[a-z]{2,8}\z")]
    private static partial Regex Language();
}
