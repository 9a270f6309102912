using IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Looks for bytes in every file of a mailbox: the databases, their logs, the slabs.</summary>
internal static class Remnants
{
    /// <summary>Names of the files that hold any of these.</summary>
    internal static List<string> FilesWith(string folder, params IEnumerable<byte[]> wanted)
    {
        var all = wanted.ToList();
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lease", StringComparison.Ordinal) && Holds(file, all)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
    }

    /// <summary>Values of one column.</summary>
    internal static List<byte[]> Column(string file, string question)
    {
        using var connection = new SqliteFile(file).Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var rows = command.ExecuteReader();
        var found = new List<byte[]>();
        while (rows.Read())
        {
            found.Add(rows.GetFieldValue<byte[]>(0));
        }

        return found;
    }

    /// <summary>Stored wraps (1212 bytes each) of the rows w of table wrap for which the condition holds.</summary>
    internal static List<byte[]> Wraps(string mailboxFile, string condition) =>
        Column(mailboxFile, $"SELECT substr(c.wraps, w.place * 1212 + 1, 1212) FROM wrap w JOIN object o ON o.object_id = w.object_id JOIN content c ON c.id = content_id(o.object_hash) WHERE {condition}");

    private static bool Holds(string file, List<byte[]> wanted)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        return wanted.Exists(value => bytes.AsSpan().IndexOf(value) >= 0);
    }
}
