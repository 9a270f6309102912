using System.Globalization;
using System.Text.RegularExpressions;
using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>One part on a disk, with its verified header.</summary>
internal sealed partial class PartFile
{
    private readonly long contentAt;

    private PartFile(string path, BackupHeader header, long contentAt)
    {
        Path = path;
        Header = header;
        this.contentAt = contentAt;
    }

    internal string Path { get; }

    internal BackupHeader Header { get; }

    /// <summary>The newest file of a part by its name; null where there is none.</summary>
    internal static string? Newest(string backup, BackupPart part)
    {
        var folder = System.IO.Path.Combine(backup, part == BackupPart.LongTerm ? "long-term" : "keys");
        return !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder)
            .Select(file => (File: file, Name: Name().Match(System.IO.Path.GetFileName(file))))
            .Where(found => found.Name.Success)
            .OrderBy(found => found.Name.Groups["day"].Value, StringComparer.Ordinal)
            .ThenBy(found => found.Name.Groups["number"] is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 1)
            .Select(found => found.File)
            .LastOrDefault();
    }

    /// <exception cref="RestoreRefused">Not a part of this kind, or its header does not verify.</exception>
    internal static async Task<PartFile> OpenAsync(string path, BackupPart expected, CancellationToken cancellation)
    {
        await using var file = Open(path);
        var (header, failure) = await BackupHeader.ReadAsync(file, cancellation);
        return header is null ? throw new RestoreRefused(ExitCode.NotVerified, $"{path} is not a backup that can be trusted ({failure.Name()}).")
            : header.Part != expected ? throw new RestoreRefused(ExitCode.Refused, $"{path} is the other part of a backup.")
            : new PartFile(path, header, file.Position);
    }

    /// <summary>The stream after the header.</summary>
    internal FileStream OpenContent()
    {
        var file = Open(Path);
        file.Position = contentAt;
        return file;
    }

    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 1024 * 1024, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    [GeneratedRegex(@"^(?<day>[12]\d{3}-\d{2}-\d{2})(-(?<number>[1-9]\d{0,3}))?\.backup$")]
    private static partial Regex Name();
}
