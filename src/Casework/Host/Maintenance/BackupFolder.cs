using System.Globalization;
using System.Text.RegularExpressions;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Crypto.Protocol.Backups;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Casework.Host.Maintenance;

/// <summary>
/// The folder that backups go to: <c>long-term/2026-03-02.backup</c> and <c>keys/2026-03-02.backup</c>, the second of a day with <c>-2</c>. A file appears
/// whole or not at all, and none is ever overwritten.
/// </summary>
internal sealed partial class BackupFolder
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Draft = ".unfinished";
    private readonly string root;

    private BackupFolder(string root) => this.root = root;

    /// <exception cref="StartRefused">The folder lies inside the data folder: a disk that is lost would take both.</exception>
    internal static BackupFolder Open(string path, string dataRoot)
    {
        var root = Path.GetFullPath(path);
        if ((root + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(dataRoot) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new StartRefused("A backup does not go into the data folder itself. Name a folder outside it, best on another disk.");
        }

        var folder = new BackupFolder(root);
        foreach (var part in Enum.GetValues<BackupPart>())
        {
            Create(folder.PathOf(part));
            foreach (var draft in Directory.EnumerateFiles(folder.PathOf(part), "*" + Draft))
            {
                File.Delete(draft);
            }
        }

        return folder;
    }

    /// <summary>The number of the next backup of a day, over both parts.</summary>
    internal ushort NextNumber(CivilDay day) => checked((ushort)(Enum.GetValues<BackupPart>()
        .SelectMany(Names).Where(found => found.Day == day).Select(found => (int)found.Number).DefaultIfEmpty(0).Max() + 1));

    /// <summary>Writes a part under a name that nobody reads yet.</summary>
    internal async Task<bool> WriteDraftAsync(BackupOrder order, ArchiveSourceStream content, CancellationToken cancellationToken)
    {
        await using var file = CreateFile(FinalOf(order.Part, order.Day, order.Number) + Draft);
        var done = await BackupSealing.WriteAsync(order, content, file, SystemEntropy.Instance, cancellationToken);
        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return done;
    }

    /// <summary>Gives a draft its name.</summary>
    internal string Finish(BackupPart part, CivilDay day, ushort number)
    {
        var final = FinalOf(part, day, number);
        File.Move(final + Draft, final, overwrite: false);
        return final;
    }

    /// <summary>Deletes keys parts that are a week old: while one exists, an erased report could be opened again.</summary>
    internal int DeleteOldKeys(CivilDay today)
    {
        var old = Names(BackupPart.Keys).Where(found => found.Day <= today.AddDays(-BackupHeader.KeysLifeDays)).ToList();
        old.ForEach(found => File.Delete(found.Path));
        return old.Count;
    }

    private IEnumerable<(string Path, CivilDay Day, ushort Number)> Names(BackupPart part) =>
        from path in Directory.EnumerateFiles(PathOf(part))
        let match = Name().Match(Path.GetFileName(path))
        where match.Success
        where DateOnly.TryParseExact(match.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        let date = DateOnly.ParseExact(match.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        select (path, CivilDay.From(date), match.Groups["number"].Success ? ushort.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : (ushort)1);

    private string PathOf(BackupPart part) => Path.Combine(root, part == BackupPart.LongTerm ? "long-term" : "keys");

    private string FinalOf(BackupPart part, CivilDay day, ushort number) =>
        Path.Combine(PathOf(part), number == 1 ? $"{day}.backup" : string.Create(CultureInfo.InvariantCulture, $"{day}-{number}.backup"));

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
    }

    private static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1024 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }

    [GeneratedRegex(@"^(?<day>[12]\d{3}-\d{2}-\d{2})(-(?<number>[2-9]|[1-9]\d{1,3}))?\.backup$")]
    private static partial Regex Name();
}
